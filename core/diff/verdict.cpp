#include "core/diff/verdict.hpp"

#include "core/base/text.hpp"

#include <algorithm>
#include <set>
#include <string_view>
#include <vector>

namespace strata {
namespace {

std::string join(const std::vector<std::string>& parts) {
    std::string out;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (i > 0) out += i + 1 == parts.size() ? " and " : ", ";
        out += parts[i];
    }
    return out;
}

struct Words {
    std::uint32_t difference; ///< Difference
    std::string_view words;
};

/// "86 differ only in time and 1 only in owner": files that are the same in what matters most.
std::string words_on_mild(const FileDiff& files) {
    struct Mild {
        Cause cause;
        std::string_view words;
    };
    constexpr Mild causes[] = {{Cause::time, "in time"},
                               {Cause::owner, "in owner"},
                               {Cause::mode, "in mode"},
                               {Cause::xattr, "in extended attributes"},
                               {Cause::attributes, "in attributes"},
                               {Cause::bytecode, "in the header of compiled Python"},
                               {Cause::nested, "inside archives, which hold the same"}};
    std::vector<std::string> parts;
    for (const Mild& mild : causes) {
        const std::uint64_t count = files.by_cause[static_cast<std::size_t>(mild.cause)];
        if (count == 0) continue;
        const std::string_view verb = !parts.empty() ? " only " : count == 1 ? " differs only " : " differ only ";
        parts.push_back(text(count, verb, mild.words));
    }
    return join(parts);
}

std::string words_on_files(const FileDiff& files) {
    const auto counted = [](std::uint64_t number, std::string_view what) { return text(number, ' ', what); };
    const std::uint64_t changed = files.by_cause[static_cast<std::size_t>(Cause::content)];
    std::vector<std::string> parts;
    if (files.added > 0) parts.push_back(counted(files.added, "added"));
    if (changed > 0) parts.push_back(counted(changed, "changed"));
    if (files.removed > 0) parts.push_back(counted(files.removed, "removed"));
    if (files.moved > 0) parts.push_back(counted(files.moved, "moved"));
    std::string out = parts.empty() ? "Same files" : "Files: " + join(parts);
    if (const std::string mild = words_on_mild(files); !mild.empty()) out += "; " + mild;
    if (files.unsure > 0) out += text("; ", files.unsure, " of the same size not compared");
    return out;
}

/// What is said of the layers of one cause, each thing once.
std::string words_on_layers(const ImageDiff& diff, Cause cause, const Inspection& a, const Inspection& b) {
    std::set<std::string> kinds;
    for (const LayerRow& row : diff.layers.rows)
        if (row.comparison.cause == cause) kinds.insert(layer_cause_detail(row, a, b));
    kinds.erase("");
    return join({kinds.begin(), kinds.end()});
}

/// Where nothing but one kind of difference in the layers' form is left, a sentence about that.
std::string only_form(const ImageDiff& diff, const Inspection& a, const Inspection& b) {
    // A manifest and a config name their layers: what they say differs with them.
    const std::uint32_t rest = diff.differences & ~std::uint32_t{differs_manifest};
    const auto with = [](std::string_view words, const std::string& detail) {
        return detail.empty() ? text(words, '.') : text(words, ": ", detail, '.');
    };
    switch (rest) {
    case differs_packing: return with("Same layers, compressed otherwise", words_on_layers(diff, Cause::packing, a, b));
    case differs_tar:
        return with("Same files; the layers' tars are written otherwise",
                    words_on_layers(diff, Cause::tar_format, a, b));
    case differs_order: return "Same files, in another order in the layers' tars.";
    default: return "";
    }
}

std::vector<std::string> other_parts(const ImageDiff& diff) {
    constexpr Words others[] = {
        {differs_settings, "settings"},
        {differs_history, "history"},
        {differs_layers, "what each layer holds"},
        {differs_order, "order in a layer's tar"},
        {differs_tar, "form of a layer's tar"},
        {differs_packing, "compression"},
        {differs_image_time, "time of the build"},
        {differs_build, "the builder's notes"},
        {differs_name, "name"},
        {differs_manifest, "manifest"},
        {differs_document, "form of the config document"},
    };
    std::vector<std::string> parts;
    const bool files_differ = (diff.differences & differs_files) != 0;
    for (const auto& [bit, words] : others)
        if ((diff.differences & bit) != 0 && !(bit == differs_layers && files_differ)) parts.emplace_back(words);
    // What the finished image does not show, but a lower layer has.
    const auto any_of = [&](Cause first, Cause last) {
        std::uint64_t count = 0;
        for (auto i = static_cast<std::size_t>(first); i <= static_cast<std::size_t>(last); ++i)
            count += diff.files.by_cause[i];
        return count > 0;
    };
    const auto hidden = [&](Difference bit, bool shown, std::string_view words) {
        if ((diff.differences & bit) != 0 && !shown && !files_differ) parts.emplace_back(words);
    };
    hidden(differs_file_time, any_of(Cause::time, Cause::time), "times of files that later layers hide");
    hidden(differs_attributes, any_of(Cause::owner, Cause::attributes), "attributes of files that later layers hide");
    hidden(differs_nested, any_of(Cause::bytecode, Cause::nested),
           "archives that hold the same, hidden by later layers");
    const bool hidden_unsure = (diff.differences & differs_unsure) != 0 && diff.files.unsure == 0;
    if (hidden_unsure) parts.emplace_back("perhaps files that could not be compared");
    return parts;
}

/// " B's archive lacks 1 of its layers.": by its digest the layer is what it is, but nobody can run that image.
std::string words_on_missing(const Inspection& image, std::string_view name) {
    const auto missing = std::ranges::count(image.image.layers, BlobState::missing, &LayerRecord::state);
    return missing == 0 ? "" : text(' ', name, "'s archive lacks ", missing, " of its layers.");
}

std::string sentence_on(const ImageDiff& diff, const Inspection& a, const Inspection& b) {
    if (diff.same()) return diff.ignore.empty() ? "The same image." : "The same image, but for what is ignored.";
    if (std::string form = only_form(diff, a, b); !form.empty()) return form;
    const std::vector<std::string> parts = other_parts(diff);
    std::string out = words_on_files(diff.files);
    if (!parts.empty())
        out += text(diff.files.rows.empty() ? "; only these differ: " : ". Also different: ", join(parts));
    return out + '.';
}

} // namespace

std::string verdict_of(const ImageDiff& diff, const Inspection& a, const Inspection& b) {
    return sentence_on(diff, a, b) + words_on_missing(a, "A") + words_on_missing(b, "B");
}

} // namespace strata
