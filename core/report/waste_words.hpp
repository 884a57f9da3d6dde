// Waste in words: what happened, and what to do about it; the same in the terminal and on the page.
#pragma once

#include "core/insight/base_image.hpp"
#include "core/insight/waste.hpp"
#include "core/model/inspection.hpp"

#include <string>
#include <string_view>

namespace strata {

/// "overwritten", "restated", "removed", "repeated".
[[nodiscard]] std::string_view waste_cause_name(WasteCause cause);
/// "needed", "cache", "removed"…: for programs and tables.
[[nodiscard]] std::string_view byte_class_name(ByteClass which);
/// What bytes of the class are, a few words.
[[nodiscard]] std::string_view byte_class_meaning(ByteClass which);
[[nodiscard]] std::string_view needless_cause_name(NeedlessCause cause);
/// "chown", "chown, touch": the commands that change what was touched; "" for nothing.
[[nodiscard]] std::string touched_text(std::uint8_t touched);
/// What the later layer does, as the end of "layer 7 …": "deletes 38 files of layer 2".
[[nodiscard]] std::string waste_deed(const WasteTransfer& transfer);
/// What to do about it, to stand in a sentence of its own but for the full stop.
[[nodiscard]] std::string_view waste_advice(WasteCause cause);
/// "236 MB wasted in 23,092 files and 1.2 MB needless in 40, of 848 MB in all."
[[nodiscard]] std::string waste_summary(const Waste& waste);
/// " Layers 3 and 5 could not be read: what they hold is missing here.", to stand behind it; "" where all were.
[[nodiscard]] std::string unread_layers_text(const Inspection& inspection);
/// "58.0 %"; of nothing it is 0.
[[nodiscard]] std::string share_text(std::uint64_t part, std::uint64_t whole);
/// "Base image: layers 1 to 3, debian:12 (by label …)", printable; "" where none is known.
[[nodiscard]] std::string base_text(const BaseImage& base);
/// The same without its first words: "layers 1 to 3, debian:12 (by label …)".
[[nodiscard]] std::string base_place(const BaseImage& base);
/// "Largest cause: layer 7 deletes 38 files of layer 2."
[[nodiscard]] std::string largest_cause(const WasteTransfer& transfer);

} // namespace strata
