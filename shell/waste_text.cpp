#include "core/base/format.hpp"
#include "core/base/text.hpp"
#include "core/report/advice_words.hpp"
#include "core/report/edit_words.hpp"
#include "core/report/table.hpp"
#include "core/report/text.hpp"
#include "core/report/waste_words.hpp"
#include "core/tree/rows.hpp"
#include "shell/waste_report.hpp"

#include <algorithm>
#include <array>
#include <cstdio>

namespace strata {
namespace {

constexpr std::size_t instruction_width = 50;

void write_rest(std::size_t rows, std::size_t most, std::string_view option, std::ostream& out) {
    if (rows > most) out << "and " << grouped(rows - most) << " more (" << option << " shows them)\n";
}

void write_advice(const WasteFindings& found, std::size_t most, std::ostream& out) {
    if (found.advice.empty() || most == 0) return;
    out << "\nWHAT TO CHANGE\n";
    std::size_t number = 0;
    for (const Advice& advice : found.advice) {
        if (number++ == most) break;
        std::string size = docker_size(advice.bytes);
        size.resize(std::max<std::size_t>(size.size(), 8), ' ');
        out << text(number < 10 ? " " : "", number, "  ", size, "  ", advice_title(advice), '\n');
        for (const std::string& edit : advice_edits(advice, found.inspection.image))
            out << std::string(14, ' ') << edit << '\n';
    }
    write_rest(found.advice.size(), most, "--advice or --all", out);
}

void write_classes(const WasteFindings& found, std::ostream& out) {
    const Waste& waste = found.waste;
    const bool split = found.base.layers > 0;
    const auto base = bytes_of_lowest(waste, found.timeline, found.base.layers);
    std::vector<std::string> header{"CLASS", "SIZE", "SHARE"};
    if (split) header.insert(header.end(), {"BASE", "OWN"});
    header.emplace_back("WHAT IT IS");
    Table table(std::move(header));
    std::uint64_t of_base = 0;
    const auto add = [&](std::string_view name, std::uint64_t bytes, std::uint64_t in_base, std::string_view meaning) {
        std::vector<std::string> row{std::string(name), docker_size(bytes), share_text(bytes, waste.total_bytes)};
        if (split) row.insert(row.end(), {docker_size(in_base), docker_size(bytes - in_base)});
        if (!meaning.empty()) row.emplace_back(meaning);
        table.add(std::move(row));
    };
    for (std::size_t i = 0; i < byte_class_count; i++) {
        const auto which = static_cast<ByteClass>(i);
        of_base += base[i];
        if (waste.classes[i].bytes > 0)
            add(byte_class_name(which), waste.classes[i].bytes, base[i], byte_class_meaning(which));
    }
    add("all", waste.total_bytes, of_base, "");
    out << '\n' << table.text();
}

void write_transfers(const WasteFindings& found, std::size_t most, std::ostream& out) {
    if (most == 0 || found.waste.transfers.empty()) return;
    Table table({"WASTED", "WHAT", "BY"});
    for (const WasteTransfer& transfer : found.waste.transfers) {
        if (table.rows() == most) break;
        table.add({docker_size(transfer.bytes), text("layer ", transfer.by + 1, " ", waste_deed(transfer)),
                   ellipsis(layer_instruction(found.inspection.image, transfer.by), instruction_width)});
    }
    out << '\n' << table.text();
    write_rest(found.waste.transfers.size(), most, "--all", out);
}

/// "restated chown", "overwritten?"
std::string class_text(std::string_view name, std::string_view mark, std::uint8_t touched) {
    const std::string how = touched_text(touched);
    return text(name, mark, how.empty() ? "" : " ", how);
}

/// Both ledgers as one list, largest first.
void write_files(const WasteFindings& found, std::size_t most, std::ostream& out) {
    if (most == 0) return;
    const std::vector<WasteRow>& hidden = found.waste.rows;
    const std::vector<NeedlessRow>& needless = found.waste.needless;
    Table table({"SIZE", "CLASS", "LAYERS", "PATH"});
    std::size_t a = 0;
    std::size_t b = 0;
    std::string scratch;
    while (table.rows() < most && (a < hidden.size() || b < needless.size())) {
        const bool take_hidden = b == needless.size() || (a < hidden.size() && hidden[a].bytes >= needless[b].bytes);
        const std::string path = take_hidden
                                     ? found.timeline.layer(hidden[a].buried.layer).tree.path(hidden[a].buried.entry)
                                     : found.timeline.path(needless[b].node);
        std::string shown(shortened_path(path, scratch));
        if (take_hidden) {
            const WasteRow& row = hidden[a++];
            table.add({docker_size(row.bytes),
                       class_text(waste_cause_name(row.cause), row.unsure ? "?" : "", row.touched),
                       text(row.buried.layer + 1, " → ", row.hidden_by + 1), std::move(shown)});
            continue;
        }
        const NeedlessRow& row = needless[b++];
        if (row.kept) shown += text("  =  ", found.timeline.path(row.kept_node));
        const bool again = row.cause == NeedlessCause::restated;
        table.add({docker_size(row.bytes), class_text(needless_cause_name(row.cause), "", row.touched),
                   again ? text(row.kept.layer + 1, " → ", row.place.layer + 1) : text(row.place.layer + 1),
                   std::move(shown)});
    }
    if (table.rows() > 0) out << '\n' << table.text();
    write_rest(hidden.size() + needless.size(), most, "--all", out);
}

void write_sums(const WasteFindings& found, std::ostream& out) {
    const Waste& waste = found.waste;
    out << '\n'
        << grouped(waste.live_bytes) << " bytes live + " << grouped(waste.wasted_bytes)
        << " wasted = " << grouped(waste.total_bytes) << " bytes in all layers\n";
    char score[96];
    std::snprintf(score, sizeof score, "dive's efficiency %.4f %%, dive's wasted bytes ", found.dive.efficiency * 100);
    out << score << grouped(found.dive.wasted_bytes) << '\n';
}

} // namespace

void write_waste_text(const WasteFindings& found, const WasteParts& parts, std::ostream& out) {
    out << waste_summary(found.waste) << unread_layers_text(found.inspection);
    if (!found.waste.transfers.empty()) out << ' ' << largest_cause(found.waste.transfers.front());
    out << '\n';
    if (const std::string base = base_text(found.base); !base.empty()) out << base << '\n';
    write_advice(found, parts.advice, out);
    if (parts.classes) write_classes(found, out);
    write_transfers(found, parts.layers, out);
    write_files(found, parts.files, out);
    if (parts.classes) write_sums(found, out);
}

} // namespace strata
