#include "shell/inside_option.hpp"

#include "core/base/text.hpp"
#include "core/image/nested_files.hpp"

#include <limits>

namespace strata {

Inside read_inside(const Arguments& arguments) {
    const std::string_view word = arguments.value("inside").value_or("some");
    if (word == "all") return {NestedChoice::all, std::numeric_limits<std::uint64_t>::max()};
    return {NestedChoice::by_name, word == "none" ? 0 : usual_inside_bytes};
}

Result<LookedInside> look_inside_pairs(const LookedIntoImage& a, const LookedIntoImage& b,
                                       const std::vector<NestedPair>& pairs, Inside inside, const Arguments& arguments,
                                       Console& console) {
    const bool has_bytes = a.input.archive && b.input.archive;
    const std::size_t count = has_bytes ? within_budget(pairs, inside.bytes) : 0;
    LookedInside looked{.explanations = {}, .left_out = inside.bytes == 0 ? 0 : pairs.size() - count};
    if (count == 0) return looked;
    std::vector<Place> of_a;
    std::vector<Place> of_b;
    for (std::size_t i = 0; i < count; ++i) {
        of_a.push_back(pairs[i].a);
        of_b.push_back(pairs[i].b);
    }
    const auto read = [&](const LookedIntoImage& side, const std::vector<Place>& places) {
        ProgressBar bar(console, text("looking into files of ", side.input.name));
        return read_nested_files(*side.input.archive, side.inspection, places,
                                 inspect_options(arguments, console, bar));
    };
    const std::vector<NestedFile> files_a = TRY(read(a, of_a));
    const std::vector<NestedFile> files_b = TRY(read(b, of_b));
    std::vector<Explanation> explanations;
    for (std::size_t i = 0; i < count; ++i)
        explanations.push_back({of_a[i], of_b[i], compare_nested(files_a[i], files_b[i])});
    looked.explanations = Explanations(std::move(explanations));
    return looked;
}

} // namespace strata
