#include "core/report/attribute_edits.hpp"

#include "core/base/text.hpp"
#include "core/insight/dockerfile_words.hpp"
#include "core/report/edit_words.hpp"
#include "core/report/text.hpp"
#include "core/report/waste_words.hpp"

#include <algorithm>
#include <string_view>

namespace strata {
namespace {

constexpr std::string_view unknown = "…";

std::string octal(std::uint16_t mode) {
    std::string digits = mode > 0777 ? text(mode >> 9) : "";
    for (int shift = 6; shift >= 0; shift -= 3) digits += static_cast<char>('0' + ((mode >> shift) & 7));
    return digits;
}

/// A command as it is called: "-R" and "node:node" of `chown -R node:node /app`.
struct Call {
    std::string options;
    std::string what;
};

/// Every call of `command` in the words of a RUN.
std::vector<Call> calls_of(std::string_view command, std::string_view instruction) {
    std::vector<Call> calls;
    const std::vector<std::string> words = split_words(instruction);
    for (std::size_t at = 0; at < words.size(); at++) {
        if (words[at] != command && !words[at].ends_with(text('/', command))) continue;
        Call call;
        for (at++; at < words.size() && words[at].starts_with('-'); at++)
            call.options += text(call.options.empty() ? "" : " ", words[at]);
        if (at == words.size()) break;
        call.what = words[at];
        calls.push_back(std::move(call));
    }
    return calls;
}

bool is_plain(std::string_view word) {
    constexpr std::string_view plain = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.:+=,-";
    return !word.empty() && word.find_first_not_of(plain) == word.npos;
}

class AttributeEdits {
public:
    AttributeEdits(const Advice& advice, const ImageRecord& image)
        : advice_(advice), image_(image), paths_(image), instruction_(layer_instruction(image, advice.layer)) {}

    [[nodiscard]] std::vector<std::string> lines() const {
        std::vector<std::string> lines;
        for (const AttributeShare& share : advice_.shares)
            lines.push_back(text(layer_text(share.layer), ": ",
                                 layer_copies(image_, share.layer) ? of_copy(share) : of_run(share)));
        const auto attributes = static_cast<std::uint8_t>(advice_.touched & ~touched_time);
        lines.push_back(text(layer_text(advice_.layer), ": then ", touched_text(attributes), " is needless in ",
                             ellipsis(instruction_, instruction_in_edit)));
        return lines;
    }

private:
    [[nodiscard]] bool touches(Touched what) const { return (advice_.touched & what) != 0; }
    [[nodiscard]] std::string paths(const AttributeShare& share) const {
        return paths_.all(share.paths, share.more_paths);
    }

    /// The owner as the later command names it, "node:node"; by number where it names none, or one that the share's
    /// layer has not yet.
    [[nodiscard]] std::string owner(const AttributeShare& share) const {
        const std::vector<Call> calls = calls_of("chown", instruction_);
        const bool one = !calls.empty() &&
                         std::ranges::all_of(calls, [&](const Call& call) { return call.what == calls.front().what; });
        const bool by_number = one && calls.front().what.find_first_not_of("0123456789:") == std::string::npos;
        if (one && !is_plain(calls.front().what)) return std::string(unknown); // a variable, which only a build knows
        if (one && (share.users_known || by_number)) return calls.front().what;
        return share.owner ? text(share.owner->uid, ':', share.owner->gid) : std::string(unknown);
    }

    /// For --chown, which takes the user's number for the group where none is named; chown leaves the group alone.
    [[nodiscard]] std::string owner_of_copy(const AttributeShare& share) const {
        std::string word = owner(share);
        if (word == unknown) return word;
        const std::size_t colon = word.find(':');
        if (colon != word.npos && colon + 1 < word.size()) return word;
        if (!share.owner) return std::string(unknown);
        word = word.substr(0, colon);
        return share.owner->gid == share.owner->uid ? word : text(word, ':', share.owner->gid);
    }

    /// "chmod -R go+rX", as it stands in the later command where it is called once; else by number.
    [[nodiscard]] std::string chmod(const AttributeShare& share) const {
        const std::vector<Call> calls = calls_of("chmod", instruction_);
        if (calls.size() == 1) {
            const Call& call = calls.front();
            const bool reaches = !share.folders || call.options.find('R') != call.options.npos;
            if (reaches && is_plain(call.what) && (call.options.empty() || is_plain(call.options)))
                return text("chmod ", call.options, call.options.empty() ? "" : " ", call.what);
        }
        // What a folder and the files in it have is not one number.
        return text("chmod ", share.mode && !share.folders ? octal(*share.mode) : std::string(unknown));
    }

    [[nodiscard]] std::string of_run(const AttributeShare& share) const {
        std::string out;
        const auto add = [&](const std::string& command) { out.append(out.empty() ? "" : " && ").append(command); };
        if (touches(touched_owner)) add(text("chown -R ", owner(share), ' ', paths(share)));
        if (touches(touched_mode)) add(text(chmod(share), ' ', paths(share)));
        if (touches(touched_xattrs)) add("setcap …");
        return text("end the RUN with ", out);
    }

    [[nodiscard]] std::string of_copy(const AttributeShare& share) const {
        const bool owner = touches(touched_owner), mode = touches(touched_mode);
        if (!owner && !mode) return "set the capabilities in the stage that the COPY takes the files from";
        const bool by_option = !mode || (share.mode && (share.mode_fits_all || !share.folders));
        std::string options = owner ? text(" --chown=", owner_of_copy(share)) : "";
        if (mode && by_option) options += text(" --chmod=", octal(*share.mode));
        const bool of_all = (!owner || share.owner_fits_all) && (!mode || !by_option || share.mode_fits_all);
        std::string out;
        if (!options.empty())
            out = of_all
                      ? ellipsis(copy_with(options, share.layer), instruction_in_edit)
                      : text("copy ", paths(share), " by a COPY of ",
                             share.paths.size() == 1 && share.more_paths == 0 ? "its" : "their", " own, with", options);
        if (!by_option)
            out +=
                text(out.empty() ? "" : "; ", "set the mode of ", paths(share), " in the build context: COPY keeps it");
        return out;
    }

    /// The COPY of a layer, as far as its own words are known, with these options in place of its own of the same name.
    [[nodiscard]] std::string copy_with(const std::string& options, std::uint32_t layer) const {
        const std::string written = layer_instruction(image_, layer);
        std::string_view rest = written;
        const auto take_word = [&] {
            const std::string_view word = rest.substr(0, rest.find(' '));
            rest.remove_prefix(std::min(word.size() + 1, rest.size()));
            return word;
        };
        std::string out = text(take_word(), options);
        while (rest.starts_with("--")) {
            const std::string_view option = take_word();
            if (options.find(text(' ', option.substr(0, option.find('=')), '=')) == options.npos)
                out += text(' ', option);
        }
        const bool hashes = written.find("file:") != written.npos || written.find("dir:") != written.npos ||
                            written.find("multi:") != written.npos;
        return text(out, ' ', hashes ? unknown : rest);
    }

    const Advice& advice_;
    const ImageRecord& image_;
    PathWords paths_;
    std::string instruction_;
};

} // namespace

std::vector<std::string> attribute_edits(const Advice& advice, const ImageRecord& image) {
    return AttributeEdits(advice, image).lines();
}

} // namespace strata
