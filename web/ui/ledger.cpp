#include "web/ui/ledger.hpp"

#include "core/base/text.hpp"
#include "core/report/text.hpp"
#include "core/report/waste_words.hpp"

#include <algorithm>

namespace strata::ui {

namespace {

ByteClass class_of(const LedgerRow& row) {
    return row.hidden ? strata::class_of(row.hidden->cause) : strata::class_of(row.needless->cause);
}

} // namespace

LedgerRow ledger_row(const Waste& waste, std::uint32_t number) {
    if (number < waste.rows.size()) {
        const WasteRow& row = waste.rows[number];
        return {.node = row.node, .bytes = row.bytes, .place = row.buried, .hidden = &row};
    }
    const NeedlessRow& row = waste.needless[number - waste.rows.size()];
    return {.node = row.node, .bytes = row.bytes, .place = row.place, .needless = &row};
}

LedgerOrder ledger_order(const Waste& waste, const Timeline& timeline, const WasteChoice& choice) {
    LedgerOrder listed;
    std::vector<std::uint32_t>& order = listed.rows;
    const auto row = [&](std::uint32_t number) { return ledger_row(waste, number); };
    for (std::uint32_t i = 0; i < waste.rows.size() + waste.needless.size(); i++) {
        if (choice.only ? class_of(row(i)) != *choice.only : i >= waste.rows.size()) continue;
        order.push_back(i);
        listed.largest = std::max(listed.largest, row(i).bytes);
        listed.any_hidden = listed.any_hidden || row(i).hidden;
    }
    // find_waste's own order, of each of its two lists.
    std::ranges::stable_sort(order, std::ranges::greater{}, [&](std::uint32_t i) { return row(i).bytes; });
    const auto sort_by = [&](auto key) { std::ranges::stable_sort(order, {}, key); };
    switch (choice.sort) {
    case WasteSort::bytes: break;
    case WasteSort::cause:
        sort_by([&](std::uint32_t i) {
            const WasteRow* hidden = row(i).hidden;
            return hidden ? std::pair(hidden->cause, hidden->hidden_by) : std::pair<WasteCause, std::uint32_t>();
        });
        break;
    case WasteSort::layer: sort_by([&](std::uint32_t i) { return row(i).place.layer; }); break;
    case WasteSort::path: {
        std::vector<std::string> paths(waste.rows.size() + waste.needless.size());
        for (const std::uint32_t i : order) paths[i] = ledger_path(timeline, row(i));
        sort_by([&](std::uint32_t i) { return std::string_view(paths[i]); });
        break;
    }
    }
    if (choice.order == SortOrder::reversed) std::ranges::reverse(order);
    return listed;
}

std::string ledger_path(const Timeline& timeline, const LedgerRow& row) {
    return timeline.layer(row.place.layer).tree.path(row.place.entry);
}

std::string ledger_cause(const Timeline& timeline, const LedgerRow& row) {
    if (!row.hidden) {
        const bool same = row.needless->cause == NeedlessCause::duplicate && row.needless->kept_node != no_node;
        return same ? text("the same as ", printable(timeline.path(row.needless->kept_node)))
                    : std::string(byte_class_name(class_of(row)));
    }
    const WasteCause cause = row.hidden->cause;
    return text(cause == WasteCause::removed       ? "deleted by layer "
                : cause == WasteCause::restated    ? "copied by layer "
                : cause == WasteCause::overwritten ? "written anew by layer "
                                                   : "twice in layer ",
                row.hidden->hidden_by + 1, row.hidden->unsure ? ", perhaps" : "");
}

} // namespace strata::ui
