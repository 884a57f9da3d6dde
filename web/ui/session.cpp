#include "web/ui/session.hpp"

#include "core/report/instruction.hpp"
#include "core/report/text.hpp"

#include <algorithm>

namespace strata::ui {

std::string OpenFile::reason() const {
    const std::string front = printable(name) + ": ";
    return failure.starts_with(front) ? failure.substr(front.size()) : failure;
}

bool OpenImage::complete() const {
    return std::ranges::all_of(
        layers, [](const LayerSlot& slot) { return slot.stage == Stage::ready || slot.stage == Stage::failed; });
}

Inspection OpenImage::inspection() const {
    static const auto nothing_yet = std::make_shared<const Layer>();
    Inspection inspection{.source = source, .kind = kind, .image = stored, .layers = {}};
    for (const LayerSlot& slot : layers) inspection.layers.push_back(slot.layer ? slot.layer : nothing_yet);
    return inspection;
}

std::string title_of(const ImageRecord& record, std::string_view source) {
    return record.names.empty() ? std::string(source) : record.names.front().text();
}

bool can_read_again(const OpenImage& image, std::uint32_t layer) {
    return image.layers[layer].stage == Stage::failed && image.record.layers[layer].state == BlobState::present;
}

std::string layer_title(const ImageRecord& record, std::uint32_t layer) {
    const LayerRecord& described = record.layers[layer];
    if (described.history < record.config.history.size()) {
        const std::string title = step_title(record.config.history[described.history]);
        if (!title.empty()) return printable(title);
    }
    return described.diff_id ? described.diff_id.text() : printable(described.member_name);
}

const OpenFile* Session::file(FileId id) const {
    const auto found = std::ranges::find(files, id, &OpenFile::id);
    return found == files.end() ? nullptr : &*found;
}

const OpenImage* Session::image(std::uint32_t number) const {
    const auto found = std::ranges::find(images, number, &OpenImage::number);
    return found == images.end() ? nullptr : &*found;
}

OpenFile* Session::file(FileId id) { return const_cast<OpenFile*>(std::as_const(*this).file(id)); }
OpenImage* Session::image(std::uint32_t number) { return const_cast<OpenImage*>(std::as_const(*this).image(number)); }

} // namespace strata::ui
