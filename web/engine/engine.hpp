// All that a worker does: opens the file a request names, answers from it, keeps it open for the next.
#pragma once

#include "core/image/open_content.hpp"
#include "core/image/read_layer.hpp"
#include "core/model/examiner.hpp"
#include "web/messages.hpp"

#include <functional>
#include <memory>

namespace strata::web {

/// Opens the browser's File, a folder of Files, an address, or memory in a test.
using OpenFile = std::function<Result<FileContent>(FileId file, const Progress& progress)>;
using SendAnswer = std::function<void(const Answer&)>;

class Engine {
public:
    explicit Engine(OpenFile open, Limits limits = {});
    ~Engine();
    /// Answers one request; always ends with one answer that is not progress.
    void handle(const Request& request, const SendAnswer& send);

private:
    struct Opened;
    Result<Opened*> opened(FileId file, const Progress& progress);
    Result<Answer> answer(const Request& request, const SendAnswer& send);
    const Examiner& examiner();
    Result<Layer> read(Opened& open, std::uint32_t image, std::uint32_t layer, const ReadLayerOptions& options) const;
    Result<ContentAnswer> content(Opened& open, const ContentRequest& what) const;
    Result<HashAnswer> hash(Opened& open, const HashRequest& what, const Progress& progress) const;
    Result<NestedAnswer> nested(Opened& open, const NestedRequest& what, const Progress& progress) const;

    OpenFile open_;
    Limits limits_;
    std::unique_ptr<Examiner> examiner_; ///< null until a layer is read: its rules take a while to compile
    std::unique_ptr<Opened> kept_;       ///< the file of the last request
};

} // namespace strata::web
