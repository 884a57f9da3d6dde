// `--format table|json|TEMPLATE`, as docker's listing commands take it.
#pragma once

#include "core/report/value.hpp"
#include "shell/arguments.hpp"
#include "shell/console.hpp"

#include <functional>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace strata {

struct ListingFormat {
    std::string_view table; ///< the template of the plain table: "{{.ID}}\t{{.Size}}"
    std::span<const std::pair<std::string_view, std::string_view>> headers; ///< of every field: {"ID", "IMAGE ID"}
};

using RowSink = std::function<Result<>(const Value& row)>;
/// Hands each row to the sink, in order; fails where the sink does.
using RowSource = std::function<Result<>(const RowSink& sink)>;

/// Writes rows (records of texts) as they come: by default and for "table" as a table, "table TEMPLATE" as a table of
/// one's own, "json" (or --json) as one object a line, anything else as a template a row. Fails where the template
/// does.
[[nodiscard]] Result<> write_rows(const RowSource& rows, const ListingFormat& format, const Arguments& arguments,
                                  Console& console);
[[nodiscard]] Result<> write_rows(std::span<const Value> rows, const ListingFormat& format, const Arguments& arguments,
                                  Console& console);

/// Fails where more than one of these flags is given: each asks for another form of the same.
[[nodiscard]] Result<> one_form(const Arguments& arguments, std::initializer_list<std::string_view> flags);

/// What a template made, safe for a terminal: raw bytes where output goes elsewhere.
[[nodiscard]] std::string for_terminal(std::string made, const Console& console);

} // namespace strata
