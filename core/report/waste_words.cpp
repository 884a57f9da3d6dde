#include "core/report/waste_words.hpp"

#include "core/base/format.hpp"
#include "core/base/text.hpp"

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

std::string waste_deed(const WasteTransfer& transfer) {
    std::string files = files_text(transfer.files);
    switch (transfer.cause) {
    case WasteCause::overwritten: return text("writes ", files, " of layer ", transfer.from + 1, " anew");
    case WasteCause::restated: return text("copies ", files, " of layer ", transfer.from + 1, " with the same bytes");
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
    if (waste.wasted_bytes == 0)
        return text("Nothing wasted: all ", human_size(waste.total_bytes), " are in the final image.");
    return text(human_size(waste.wasted_bytes), " wasted in ", files_text(waste.rows.size()), ", of ",
                human_size(waste.total_bytes), " in all.");
}

std::string largest_cause(const WasteTransfer& transfer) {
    return text("Largest cause: layer ", transfer.by + 1, ' ', waste_deed(transfer), '.');
}

} // namespace strata
