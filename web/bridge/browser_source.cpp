#include "web/bridge/browser_source.hpp"

#include "core/base/text.hpp"
#include "web/engine/folder_archive.hpp"
#include "web/engine/read_ahead.hpp"

#include <utility>

// In browser_source.js.
extern "C" {
int source_parts(unsigned file);
double source_part_size(unsigned file, int part);
int source_part_streams(unsigned file, int part);
int source_part_path(unsigned file, int part, char* to, int room);
int source_read(unsigned file, int part, double offset, void* to, int size);
}

namespace strata::bridge {

namespace {

class BrowserSource final : public Source {
public:
    BrowserSource(unsigned file, int part)
        : file_(file), part_(part), size_(static_cast<std::uint64_t>(source_part_size(file, part))) {}

    std::uint64_t size() const override { return size_; }
    Result<std::size_t> read_at(std::uint64_t offset, std::span<std::byte> into) const override {
        if (offset >= size_ || into.empty()) return 0;
        const int read = source_read(file_, part_, double(offset), into.data(), static_cast<int>(into.size()));
        if (read < 0)
            return fail(
                text("the browser could not read the file at byte ", offset, ": it was moved, changed or removed"));
        return static_cast<std::size_t>(read);
    }

private:
    unsigned file_;
    int part_;
    std::uint64_t size_;
};

std::string path_of(unsigned file, int part) {
    std::string path(static_cast<std::size_t>(source_part_path(file, part, nullptr, 0)), '\0');
    source_part_path(file, part, path.data(), static_cast<int>(path.size()) + 1);
    return path;
}

} // namespace

Result<FileContent> open_browser_file(std::uint32_t file, const Limits& limits, const Progress& progress) {
    const int parts = source_parts(file);
    if (parts == 0) return fail("this file is not open any more");
    const auto source = [&](int part) {
        return web::make_read_ahead(std::make_unique<BrowserSource>(file, part),
                                    source_part_streams(file, part) ? web::largest_of_stream : web::largest_slice);
    };
    if (parts == 1) return open_content(path_of(file, 0), source(0), limits, progress);
    std::vector<web::FolderFile> files;
    for (int part = 0; part < parts; part++) files.push_back({path_of(file, part), source(part)});
    FileContent content{
        .name = "folder", .archive = TRY(web::make_folder_archive(std::move(files), limits)), .snapshot = std::nullopt};
    return content;
}

} // namespace strata::bridge
