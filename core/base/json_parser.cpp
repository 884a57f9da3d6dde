#include "core/base/json_data.hpp"
#include "core/base/text.hpp"
#include "core/base/utf8.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <vector>

namespace strata {

namespace {

using detail::JsonData;
using Type = detail::JsonNode::Type;

/// Fills a JsonData from nlohmann's events. Returning false ends the parse; `message` says why.
class Builder {
public:
    Builder(JsonData& data, const Limits& limits) : data_(data), limits_(limits) {}

    std::string message;
    std::size_t error_byte = 0; ///< counts from 1 as nlohmann does

    bool null() { return add(Type::null, 0); }
    bool boolean(bool value) { return add(value ? Type::yes : Type::no, 0); }
    bool number_integer(std::int64_t value) { return add(Type::negative, static_cast<std::uint64_t>(value)); }
    bool number_unsigned(std::uint64_t value) { return add(Type::positive, value); }
    bool number_float(double, const std::string& written) { return add_text(Type::real, written); }
    bool string(std::string& value) { return add_text(Type::string, value); }
    bool binary(nlohmann::json::binary_t&) { return false; }
    bool start_object(std::size_t) { return open(Type::object); }
    bool start_array(std::size_t) { return open(Type::array); }
    bool end_object() { return close(); }
    bool end_array() { return close(); }
    bool key(std::string& name) {
        if (data_.nodes.size() >= limits_.document_values) return too_many();
        data_.nodes[open_.back()].payload++;
        return push_text(Type::string, name);
    }
    template <class Exception>
    bool parse_error(std::size_t position, const std::string& token, const Exception& exception) {
        error_byte = position;
        message = reason(token, exception.what());
        return false;
    }

private:
    /// nlohmann says "[json.exception.parse_error.101] parse error at line 1, column 9: syntax error while parsing
    /// value - unexpected end of input; expected …": the part behind the dash is for people.
    static std::string reason(const std::string& token, std::string_view what) {
        const std::size_t dash = what.find(" - ");
        if (dash == what.npos) return "number too large";
        what.remove_prefix(dash + 3);
        what = what.substr(0, what.find("; last read"));
        constexpr std::size_t shown = 120; // what may quote the text, which may be long
        if (what.size() <= shown) return std::string(what);
        return text("unexpected \"", replace_bad_utf8(token.substr(0, 40)), token.size() > 40 ? "…\"" : "\"");
    }
    bool too_many() {
        message = text("more than ", limits_.document_values, " values, the limit for one document");
        return false;
    }
    bool add(Type type, std::uint64_t payload) {
        if (data_.nodes.size() >= limits_.document_values) return too_many();
        if (!open_.empty() && data_.nodes[open_.back()].type == Type::array) data_.nodes[open_.back()].payload++;
        data_.nodes.push_back({payload, 0, type});
        return true;
    }
    bool push_text(Type type, std::string_view value) {
        data_.nodes.push_back({data_.strings.size(), static_cast<std::uint32_t>(value.size()), type});
        data_.strings += value;
        return true;
    }
    bool add_text(Type type, std::string_view value) {
        if (!add(type, data_.strings.size())) return false;
        data_.nodes.back().next = static_cast<std::uint32_t>(value.size());
        data_.strings += value;
        return true;
    }
    bool open(Type type) {
        if (open_.size() >= limits_.document_depth) {
            message = text("more than ", limits_.document_depth, " levels of nesting, the limit for one document");
            return false;
        }
        if (!add(type, 0)) return false;
        open_.push_back(static_cast<std::uint32_t>(data_.nodes.size() - 1));
        return true;
    }
    bool close() {
        data_.nodes[open_.back()].next = static_cast<std::uint32_t>(data_.nodes.size());
        open_.pop_back();
        return true;
    }

    JsonData& data_;
    const Limits& limits_;
    std::vector<std::uint32_t> open_;
};

/// What nlohmann's parser would accept or explain badly.
Result<> check_encoding(std::string_view text) {
    if (text.starts_with("\xef\xbb\xbf"))
        return fail("starts with a UTF-8 byte order mark, which JSON does not allow: remove its first 3 bytes");
    const bool mark = text.starts_with("\xff\xfe") || text.starts_with("\xfe\xff");
    const bool zero = text.size() >= 2 && (text[0] == '\0') != (text[1] == '\0');
    if (mark || zero) return fail("is written in UTF-16 or UTF-32: JSON must be UTF-8");
    if (const std::size_t nul = text.find('\0'); nul != text.npos)
        return fail(strata::text("is no JSON: byte ", nul, " is NUL"));
    if (text.find_first_not_of(" \t\r\n") == text.npos) return fail("is empty");
    return {};
}

} // namespace

Result<JsonDocument> parse_json(std::string_view written, const Limits& limits) {
    constexpr std::uint64_t index_range = 0xffffffff; // strings and nodes are counted in 32 bits
    const std::uint64_t limit = std::min(limits.document_bytes, index_range);
    if (written.size() > limit)
        return fail(text("has ", written.size(), " bytes, above the limit of ", limit, " for one document"));
    TRY(check_encoding(written));

    JsonDocument document;
    std::string repaired;
    std::string_view readable = written;
    if (const std::size_t bad = find_bad_utf8(written); bad != written.npos) {
        document.data_->first_bad_byte = bad;
        readable = repaired = replace_bad_utf8(written);
    }
    Builder builder(*document.data_, limits);
    if (nlohmann::json::sax_parse(readable.begin(), readable.end(), &builder)) return document;
    if (builder.error_byte == 0) return fail(builder.message);
    const std::size_t byte = std::min(builder.error_byte, readable.size() + 1) - 1;
    if (byte == readable.size()) return fail(text("breaks off at byte ", written.size()));
    return fail(text("is no JSON: ", document.first_bad_byte() ? "about byte " : "byte ", byte, ": ", builder.message));
}

} // namespace strata
