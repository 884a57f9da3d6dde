// Everything that is open: files, the images chosen from them, and what has arrived of each so far.
#pragma once

#include "core/model/inspection.hpp"
#include "web/messages.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace strata::ui {

using web::FileId;
using web::RequestId;

enum class Stage : std::uint8_t { waiting, reading, ready, failed };

/// A file that was dropped, picked or named by an address.
struct OpenFile {
    FileId id = 0;
    std::string name;        ///< "shop-api.tar"
    std::string url;         ///< where it was fetched from; "" for the person's own
    std::uint64_t bytes = 0; ///< 0 when unknown
    Stage stage = Stage::waiting;
    std::uint64_t done = 0, total = 0; ///< bytes of listing a compressed archive
    std::string failure;
    Listing listing; ///< when ready
    RequestId request = 0;
    bool dismissed = false; ///< what there is to say about it was read

    [[nodiscard]] std::string reason() const; ///< why it failed, without its name
};

struct LayerSlot {
    Stage stage = Stage::waiting;
    std::uint64_t done = 0, total = 0;
    std::string failure;
    std::shared_ptr<const Layer> layer; ///< when ready; what could be read of it when it is damaged
    RequestId request = 0;
    enum class Proof : std::uint8_t { unknown, checking, right, wrong, damaged } proof = Proof::unknown;
    std::string proof_text; ///< what is wrong, or why it is not known
    RequestId proof_request = 0;
};

/// "shop/api:2.4.1", or the file's name.
[[nodiscard]] std::string title_of(const ImageRecord& record, std::string_view source);

/// One image that is open or opening.
struct OpenImage {
    std::uint32_t number = 0; ///< stays the same as long as the page lives
    FileId file = 0;
    std::uint32_t index = 0; ///< in the file's listing
    std::string source;
    ArchiveKind kind = ArchiveKind::docker_archive;
    ImageRecord record; ///< as it may be shown: without_secrets()
    ImageRecord stored; ///< as the archive has it
    std::vector<LayerSlot> layers;
    std::uint32_t generation = 0;     ///< grows when a layer arrives or its hashes do
    double started = 0, finished = 0; ///< seconds of the page's clock

    [[nodiscard]] bool complete() const; ///< every layer is ready or failed
    /// The image as it is stored, with what has arrived; layers on their way are empty ones.
    [[nodiscard]] Inspection inspection() const;
    [[nodiscard]] std::string title() const { return title_of(record, source); }
};

/// Whether reading the layer failed although its blob is there.
[[nodiscard]] bool can_read_again(const OpenImage& image, std::uint32_t layer);

/// The instruction that made a layer, in readable form; its media type or digest where no history names it.
[[nodiscard]] std::string layer_title(const ImageRecord& record, std::uint32_t layer);

struct Session {
    std::vector<OpenFile> files;
    std::vector<OpenImage> images;

    [[nodiscard]] const OpenFile* file(FileId id) const;
    [[nodiscard]] OpenFile* file(FileId id);
    [[nodiscard]] const OpenImage* image(std::uint32_t number) const;
    [[nodiscard]] OpenImage* image(std::uint32_t number);
};

} // namespace strata::ui
