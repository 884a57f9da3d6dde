#include "core/report/waste_words.hpp"

#include "core/base/format.hpp"
#include "core/base/text.hpp"
#include "core/report/text.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace strata {
namespace {

std::string files_text(std::uint64_t files) { return text(grouped(files), files == 1 ? " file" : " files"); }

} // namespace

std::string_view waste_cause_name(WasteCause cause) {
    switch (cause) {
    case WasteCause::overwritten: return "overwritten";
    case WasteCause::restated: return "restated";
    case WasteCause::removed: return "removed";
    case WasteCause::repeated: return "repeated";
    }
    return "overwritten";
}

std::string_view byte_class_name(ByteClass which) {
    constexpr std::array<std::string_view, byte_class_count> names = {
        "needed", "tools", "duplicate", "cache", "log", "context", "overwritten", "restated", "removed", "repeated"};
    return names[static_cast<std::size_t>(which)];
}

std::string_view byte_class_meaning(ByteClass which) {
    switch (which) {
    case ByteClass::needed: return "all else that the image shows";
    case ByteClass::tools: return "compilers, headers: needed to build, seldom to run";
    case ByteClass::duplicate: return "another path has the same bytes";
    case ByteClass::cache: return "caches of package managers and tools";
    case ByteClass::log: return "logs of the build";
    case ByteClass::context: return "version control and editors' files, copied along";
    case ByteClass::overwritten: return "a later layer has other content there";
    case ByteClass::restated: return "a later layer has the same bytes again";
    case ByteClass::removed: return "a later layer deletes them";
    case ByteClass::repeated: return "the layer has the path twice";
    }
    return "";
}

std::string_view needless_cause_name(NeedlessCause cause) {
    switch (cause) {
    case NeedlessCause::duplicate: return "duplicate";
    case NeedlessCause::restated: return "restated";
    case NeedlessCause::cache: return "cache";
    case NeedlessCause::log: return "log";
    case NeedlessCause::context: return "context";
    case NeedlessCause::tools: return "tools";
    }
    return "duplicate";
}

std::string touched_text(std::uint8_t touched) {
    constexpr std::pair<Touched, std::string_view> commands[] = {
        {touched_owner, "chown"}, {touched_mode, "chmod"}, {touched_xattrs, "setcap"}, {touched_time, "touch"}};
    std::string out;
    for (const auto& [bit, command] : commands)
        if ((touched & bit) != 0) out.append(out.empty() ? "" : ", ").append(command);
    return out;
}

std::string waste_deed(const WasteTransfer& transfer) {
    std::string files = files_text(transfer.files);
    switch (transfer.cause) {
    case WasteCause::overwritten: return text("writes ", files, " of layer ", transfer.from + 1, " anew");
    case WasteCause::restated: {
        const std::string how = touched_text(transfer.touched);
        return text("copies ", files, " of layer ", transfer.from + 1, " with the same bytes", how.empty() ? "" : " (",
                    how, how.empty() ? "" : ")");
    }
    case WasteCause::removed: return text("deletes ", files, " of layer ", transfer.from + 1);
    case WasteCause::repeated: return text("holds ", files, " twice");
    }
    return files;
}

std::string_view waste_advice(WasteCause cause) {
    switch (cause) {
    case WasteCause::overwritten: return "write the final content in one step, or change it in the step that brings it";
    case WasteCause::restated:
        return "set owner and mode where the files come from: COPY --chown, COPY --chmod, or chown in the same RUN";
    case WasteCause::removed:
        return "delete in the same RUN that makes the files, or keep them out of the image (a build stage)";
    case WasteCause::repeated: return "the layer's tar has a path more than once; the tool that writes it should not";
    }
    return "";
}

std::string waste_summary(const Waste& waste) {
    const std::uint64_t files = waste.needless.size() - waste.of(ByteClass::tools).files;
    const std::string needless = text(human_size(waste.needless_bytes), " needless in ");
    if (waste.wasted_bytes == 0)
        return text("Nothing wasted: all ", human_size(waste.total_bytes), " are in the final image",
                    files == 0 ? std::string(".") : text(", ", needless, files_text(files), "."));
    const std::string more = files == 0 ? "" : text(" and ", needless, grouped(files));
    return text(human_size(waste.wasted_bytes), " wasted in ", files_text(waste.rows.size()), more, ", of ",
                human_size(waste.total_bytes), " in all.");
}

std::string unread_layers_text(const Inspection& inspection) {
    std::vector<std::size_t> unread;
    for (std::size_t i = 0; i < inspection.layers.size(); i++)
        if (std::ranges::find(inspection.layers[i]->problems, Severity::error, &Problem::severity) !=
            inspection.layers[i]->problems.end())
            unread.push_back(i + 1);
    std::string numbers;
    for (std::size_t i = 0; i < unread.size(); i++)
        numbers += text(i == 0 ? "" : i + 1 == unread.size() ? " and " : ", ", unread[i]);
    if (unread.empty()) return "";
    return text(unread.size() == 1 ? " Layer " : " Layers ", numbers, " could not be read: what ",
                unread.size() == 1 ? "it holds" : "they hold", " is missing here.");
}

std::string share_text(std::uint64_t part, std::uint64_t whole) {
    const auto tenths = static_cast<std::uint64_t>(std::llround(whole == 0 ? 0 : double(part) * 1000 / double(whole)));
    return text(tenths / 10, '.', tenths % 10, " %");
}

std::string base_text(const BaseImage& base) { return base.layers == 0 ? "" : text("Base image: ", base_place(base)); }

std::string base_place(const BaseImage& base) {
    const std::string layers = base.layers == 1 ? "layer 1" : text("layers 1 to ", base.layers);
    const std::string name =
        base.name.empty() ? "" : text(base.name_is_guess ? ", perhaps " : ", ", printable(base.name));
    return text(layers, name, " (", printable(base.reason), ')');
}

std::string largest_cause(const WasteTransfer& transfer) {
    return text("Largest cause: layer ", transfer.by + 1, ' ', waste_deed(transfer), '.');
}

} // namespace strata
