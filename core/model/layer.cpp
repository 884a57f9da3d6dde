#include "core/model/layer.hpp"

#include <algorithm>

namespace strata {

std::string_view LayerTree::name(EntryIndex index) const {
    const std::size_t start = entries[index].name_offset;
    const std::size_t end = index + 1 < entries.size() ? entries[index + 1].name_offset : names.size();
    return std::string_view(names).substr(start, end - start);
}

std::string LayerTree::path(EntryIndex index) const {
    if (entries[index].parent == no_entry) return "/";
    std::size_t length = 0;
    for (EntryIndex at = index; entries[at].parent != no_entry; at = entries[at].parent) length += 1 + name(at).size();
    std::string path(length, '/');
    for (EntryIndex at = index; entries[at].parent != no_entry; at = entries[at].parent) {
        const std::string_view part = name(at);
        length -= part.size();
        std::ranges::copy(part, path.begin() + static_cast<std::ptrdiff_t>(length));
        length -= 1;
    }
    return path;
}

std::string_view LayerTree::link_target(const Entry& entry) const {
    const bool is_link = entry.type == FileType::symbolic_link || entry.type == FileType::hard_link;
    return is_link ? std::string_view(extra(entry).link_target) : std::string_view();
}

std::string tar_forms_text(std::uint8_t forms) {
    struct Name {
        TarForm form;
        std::string_view name;
    };
    constexpr Name names[] = {
        {tar_v7, "v7"}, {tar_ustar, "ustar"}, {tar_pax, "pax"}, {tar_gnu, "GNU"}, {tar_star, "star"}};
    // Behind a header of pax stands one of ustar.
    const unsigned shown = (forms & tar_pax) != 0 ? forms & ~unsigned{tar_ustar} : forms;
    std::string out;
    for (const auto& [form, name] : names)
        if ((shown & form) != 0) out.append(out.empty() ? "" : " and ").append(name);
    return out;
}

const Checkpoint* nearest_checkpoint(std::span<const Checkpoint> checkpoints, std::uint64_t unpacked_offset) {
    const Checkpoint* nearest = nullptr;
    for (const Checkpoint& checkpoint : checkpoints) {
        if (checkpoint.unpacked_offset > unpacked_offset) continue;
        if (!nearest || checkpoint.unpacked_offset >= nearest->unpacked_offset) nearest = &checkpoint;
    }
    return nearest;
}

bool is_sound(const Layer& layer) {
    return std::ranges::none_of(layer.problems,
                                [](const Problem& problem) { return problem.severity == Severity::error; });
}

} // namespace strata
