#include "shell/content_diff.hpp"

#include "core/base/format.hpp"
#include "core/base/quote.hpp"
#include "core/base/text.hpp"
#include "core/diff/diff_lines.hpp"
#include "core/image/read_file.hpp"
#include "core/tree/find_paths.hpp"

namespace strata {

namespace {

constexpr std::uint64_t largest_text = 4 * mebibyte; ///< a file whose content is compared line by line

/// The file's bytes; "" where the side has no file there.
Result<std::string> read_side(const Input& input, const DiffSide& side, Place place, const Arguments& arguments) {
    if (!place || side.timeline.entry(place).type != FileType::regular) return std::string();
    if (!input.archive) return fail("a snapshot has no contents of files");
    return read_file(*input.archive, side.inspection, place, largest_text, arguments.limits());
}

class Contents {
public:
    Contents(const Input& a, const Input& b, const DiffReport& report, const Arguments& arguments)
        : input_a_(a), input_b_(b), report_(report), arguments_(arguments) {}

    Result<std::vector<ContentDiff>> run() {
        for (const std::string& wanted : arguments_.values("content")) TRY(add(wanted));
        return std::move(contents_);
    }

private:
    /// The differing files at and below a path; all of them for "all".
    Result<void> add(std::string_view wanted) {
        if (wanted == "all") wanted = "/";
        std::string path(wanted.starts_with('/') ? wanted : text('/', wanted));
        while (path.ends_with('/')) path.pop_back();
        bool found = path.empty();
        const Timeline &a = report_.a.timeline, &b = report_.b.timeline;
        const std::vector<bool> in_a = find_below(a, a.find(path)), in_b = find_below(b, b.find(path));
        for (const FileRow& row : report_.diff.files.rows) {
            if (row.b != no_node ? !in_b[row.b] : !in_a[row.a]) continue;
            found = true;
            if (concerns_bytes(row)) contents_.push_back(compare(row, row_path(row, report_.a, report_.b)));
        }
        if (found) return {};
        if (!exists(report_.a, path) && !exists(report_.b, path))
            return fail(text("--content: neither image has ", quote(path)));
        contents_.push_back({path, "", "no difference"});
        return {};
    }

    static bool exists(const DiffSide& side, std::string_view path) {
        const NodeIndex node = side.timeline.find(path);
        return node != no_node && side.timeline.final(node);
    }

    [[nodiscard]] bool concerns_bytes(const FileRow& row) const {
        const auto is_file = [](const DiffSide& side, Place place) {
            return place && side.timeline.entry(place).type == FileType::regular;
        };
        if (row.is_moved() || (!is_file(report_.a, row.in_a) && !is_file(report_.b, row.in_b))) return false;
        return row.change != FileChange::changed || row.unsure || (row.reasons & (reason_content | reason_type)) != 0;
    }

    [[nodiscard]] ContentDiff compare(const FileRow& row, const std::string& path) const {
        const SizePair sizes = row_sizes(row, report_);
        if (sizes.a > largest_text || sizes.b > largest_text)
            return {path, "", text("larger than ", human_size(largest_text))};
        const auto a = read_side(input_a_, report_.a, row.in_a, arguments_);
        if (!a) return {path, "", a.error().message};
        const auto b = read_side(input_b_, report_.b, row.in_b, arguments_);
        if (!b) return {path, "", b.error().message};
        if (is_binary(*a) || is_binary(*b))
            return {path, "", text("binary, ", human_size(sizes.a), " → ", human_size(sizes.b))};
        const std::string name_a = row.change == FileChange::added ? "/dev/null" : "a" + path;
        const std::string name_b = row.change == FileChange::removed ? "/dev/null" : "b" + path;
        return {path, unified_diff(diff_lines(*a, *b), {name_a, name_b, 3}), ""};
    }

    const Input& input_a_;
    const Input& input_b_;
    const DiffReport& report_;
    const Arguments& arguments_;
    std::vector<ContentDiff> contents_;
};

} // namespace

Result<std::vector<ContentDiff>> compare_contents(const Input& a, const Input& b, const DiffReport& report,
                                                  const Arguments& arguments) {
    return Contents(a, b, report, arguments).run();
}

} // namespace strata
