#include "core/image/open_content.hpp"

#include "core/model/snapshot.hpp"

#include <array>
#include <span>
#include <utility>

namespace strata {

Result<FileContent> open_content(std::string name, std::unique_ptr<Source> source, const Limits& limits,
                                 const Progress& progress) {
    std::array<std::byte, snapshot_magic.size()> front{};
    TRY(source->read_at(0, front));
    FileContent content{.name = std::move(name), .archive = nullptr, .snapshot = std::nullopt};
    if (is_snapshot(front)) {
        const std::string bytes = TRY(read_all(*source, limits.snapshot_bytes));
        content.snapshot = TRY(read_snapshot(std::as_bytes(std::span(bytes)), limits));
    } else {
        content.archive = TRY(open_archive(std::move(source), limits, progress));
    }
    return content;
}

} // namespace strata
