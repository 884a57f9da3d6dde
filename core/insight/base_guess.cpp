#include "core/insight/base_guess.hpp"

#include "core/base/format.hpp"
#include "core/base/text.hpp"
#include "core/insight/history_shape.hpp"
#include "core/model/instruction.hpp"

#include <optional>

namespace strata {

namespace {

/// A row that brings a whole root file system: the first layer of nearly every base.
bool is_root_file_system(const HistoryRow& row) {
    const Instruction read = read_instruction(row.created_by);
    const std::string_view words = read.arguments;
    if (read.verb == "ADD") return words.ends_with(" /") || words.ends_with(" in /");
    if (!read.verb.empty()) return false;
    const auto starts = [&](std::string_view front) { return words.starts_with(front); };
    return words.empty() || starts("# debian.sh") || starts("KIWI") || starts("apko") || starts("Apply image") ||
           starts("Install update") || starts("Created by Image Factory");
}

bool is_last_word(const HistoryRow& row) {
    const std::string_view verb = read_instruction(row.created_by).verb;
    return verb == "CMD" || verb == "ENTRYPOINT";
}

/// Judges one place between two rows of the history.
class Boundary {
public:
    Boundary(const ImageRecord& image, std::uint32_t row)
        : before_(image.config.history[row - 1]),
          after_(image.config.history[row]),
          gap_(gap_before(image.config.history, row)),
          layers_(layers_below(image, row)),
          layers_follow_(layers_ < image.layers.size()) {}

    /// Why an image may end here; "" for no reason.
    [[nodiscard]] std::string reason() const {
        if (layers_ == 0) return "";
        const std::string later = gap_ && *gap_ >= hour ? text(", made ", human_duration(*gap_), " later") : "";
        if (is_last_word(before_) && !is_last_word(after_) && ends_here())
            return text("guess: its ", read_instruction(before_.created_by).verb, " is followed by more steps", later);
        if (is_root_file_system(before_) && layers_follow_ && !is_root_file_system(after_) && !is_last_word(after_))
            return text("guess: a root file system is followed by other steps", later);
        const std::string_view builder = builder_of(after_);
        if (!builder.empty() && builder != builder_of(before_) && layers_follow_)
            return text("guess: the later steps were made by ", builder, ", those before not", later);
        return "";
    }

private:
    /// Settings behind a CMD are mostly the same Dockerfile's, and so are layers made moments later.
    [[nodiscard]] bool ends_here() const {
        return layers_follow_ ? !gap_ || *gap_ >= 10 * minute : gap_ && *gap_ >= hour;
    }

    const HistoryRow& before_;
    const HistoryRow& after_;
    std::optional<std::int64_t> gap_;
    std::uint32_t layers_;
    bool layers_follow_;
};

} // namespace

BaseImage guess_base(const ImageRecord& image) {
    for (auto row = static_cast<std::uint32_t>(image.config.history.size()); row-- > 1;)
        if (std::string reason = Boundary(image, row).reason(); !reason.empty())
            return {.evidence = BaseEvidence::guess,
                    .layers = layers_below(image, row),
                    .rows = row,
                    .name = "",
                    .digest = "",
                    .name_is_guess = false,
                    .reason = std::move(reason)};
    return {.reason = "nothing tells where a base image ends"};
}

} // namespace strata
