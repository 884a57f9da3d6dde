#include "shell/format_option.hpp"

#include "core/base/text.hpp"
#include "core/report/json.hpp"
#include "core/report/table.hpp"
#include "core/report/template.hpp"
#include "core/report/text.hpp"

#include <algorithm>

namespace strata {
namespace {

/// docker lets people write \t and \n in a format as two characters.
std::string with_escapes(std::string_view format) {
    std::string out;
    for (std::size_t at = 0; at < format.size(); ++at) {
        const std::string_view two = format.substr(at, 2);
        if (two == "\\t" || two == "\\n") {
            out += two[1] == 't' ? '\t' : '\n';
            ++at;
        } else {
            out += format[at];
        }
    }
    return out;
}

/// Tabs and line ends of a field must not become columns and rows.
Value cells_of(const Value& row) {
    ValueFields fields;
    for (const auto& [name, value] : row.fields())
        fields.emplace_back(name, value.is(ValueType::text) ? Value(printable(value.string())) : value);
    return Value::record(std::move(fields));
}

Result<> write_table(std::string_view columns, const RowSource& rows, const ListingFormat& format, Console& console) {
    const Template parsed = TRY_WITHIN("--format", parse_template(columns));
    ValueFields heads;
    for (const auto& [field, head] : format.headers) heads.emplace_back(field, head);
    std::string lines =
        TRY_WITHIN("--format", parsed.run(Value::record(std::move(heads)), TemplateFunctions::header)) + '\n';
    const RowSink add_line = [&](const Value& row) -> Result<> {
        lines += TRY_WITHIN("--format", parsed.run(cells_of(row))) + '\n';
        return {};
    };
    TRY(rows(add_line));
    console.out << align_tabs(lines);
    return {};
}

} // namespace

Result<> one_form(const Arguments& arguments, std::initializer_list<std::string_view> flags) {
    std::string_view given;
    for (const std::string_view flag : flags) {
        if (!arguments.flag(flag)) continue;
        if (!given.empty()) return fail(text("--", given, " and --", flag, " contradict each other"));
        given = flag;
    }
    return {};
}

std::string for_terminal(std::string made, const Console& console) {
    if (!console.facts.output_is_terminal) return made;
    std::string shown;
    std::string_view rest = made;
    while (!rest.empty()) { // tabs are layout here
        const std::size_t tab = std::min(rest.find('\t'), rest.size());
        shown += printable_lines(rest.substr(0, tab));
        if (tab < rest.size()) shown += '\t';
        rest.remove_prefix(std::min(tab + 1, rest.size()));
    }
    return shown;
}

Result<> write_rows(const RowSource& rows, const ListingFormat& format, const Arguments& arguments, Console& console) {
    const std::string wanted = with_escapes(arguments.value("format").value_or("table"));
    if (arguments.flag("json") || wanted == "json")
        return rows([&](const Value& row) -> Result<> {
            console.out << json_line(row, HtmlEscape::escape) << '\n';
            return {};
        });
    if (wanted == "table") return write_table(format.table, rows, format, console);
    if (wanted.starts_with("table "))
        return write_table(std::string_view(wanted).substr(std::min(wanted.find_first_not_of(' ', 5), wanted.size())),
                           rows, format, console);
    const Template parsed = TRY_WITHIN("--format", parse_template(wanted));
    return rows([&](const Value& row) -> Result<> {
        console.out << for_terminal(TRY_WITHIN("--format", parsed.run(row)), console) << '\n';
        return {};
    });
}

Result<> write_rows(std::span<const Value> rows, const ListingFormat& format, const Arguments& arguments,
                    Console& console) {
    const RowSource each = [rows](const RowSink& sink) -> Result<> {
        for (const Value& row : rows) TRY(sink(row));
        return {};
    };
    return write_rows(each, format, arguments, console);
}

} // namespace strata
