#include "web/ui/views/compare.hpp"

#include "core/base/text.hpp"
#include "core/report/text.hpp"
#include "web/ui/views/state_of_reading.hpp"

namespace strata::ui {

bool can_compare(const Screen& screen) {
    return screen.image && screen.against && screen.image->complete() && screen.against->complete();
}

const FindingsDiff* known_findings(const Screen& screen) {
    if (!can_compare(screen) || !screen.derived.knows_findings(*screen.against) ||
        !screen.derived.knows_findings(*screen.image))
        return nullptr;
    return &screen.derived.findings_diff(*screen.against, *screen.image);
}

void draw_comparison_awaited(const Screen& screen, ImVec4 room) {
    const OpenImage& slower =
        layers_awaited(*screen.against) > layers_awaited(*screen.image) ? *screen.against : *screen.image;
    draw_awaited(screen, slower, "What differs", room);
}

std::string_view match_mark(LayerMatch match) {
    switch (match) {
    case LayerMatch::same: return "=";
    case LayerMatch::changed: return "≠";
    case LayerMatch::inserted: return "+";
    case LayerMatch::removed: return "−";
    case LayerMatch::moved: return "↕";
    }
    return "";
}

ImU32 match_colour(const Colours& colours, LayerMatch match) {
    switch (match) {
    case LayerMatch::same: return colours.faint;
    case LayerMatch::changed:
    case LayerMatch::moved: return colours.changed;
    case LayerMatch::inserted: return colours.added;
    case LayerMatch::removed: return colours.removed;
    }
    return colours.faint;
}

std::string match_words(const LayerRow& row) {
    switch (row.match) {
    case LayerMatch::same: return "the same layer";
    case LayerMatch::moved: return "the same layer, in another place";
    case LayerMatch::inserted: return "only in B";
    case LayerMatch::removed: return "only in A";
    case LayerMatch::changed: break;
    }
    std::string words(layer_cause_text(row.comparison.cause));
    if (row.comparison.cause == Cause::content)
        words += text(": +", row.comparison.added, " ~", row.comparison.changed, " −", row.comparison.removed);
    return words;
}

ImU32 change_colour(const Colours& colours, SettingChange change) {
    return change == SettingChange::added     ? colours.added
           : change == SettingChange::removed ? colours.removed
                                              : colours.changed;
}

namespace {

/// Ports and volumes are keys without a value: the key is what was added or removed.
bool is_bare_key(const SettingRow& row) { return !row.key.empty() && row.a.empty() && row.b.empty(); }

} // namespace

std::string setting_name(const SettingRow& row) { return is_bare_key(row) ? printable(row.field) : setting_title(row); }

std::string setting_values(const SettingRow& row) {
    constexpr std::size_t shown_bytes = 200;
    const auto value = [&](const std::string& words) {
        const std::string& shown = is_bare_key(row) ? row.key : words;
        return shown.empty() ? std::string("\"\"") : printable(std::string_view(shown).substr(0, shown_bytes));
    };
    if (row.change == SettingChange::added) return text("+ ", value(row.b));
    if (row.change == SettingChange::removed) return text("− ", value(row.a));
    return text(value(row.a), " → ", value(row.b));
}

} // namespace strata::ui
