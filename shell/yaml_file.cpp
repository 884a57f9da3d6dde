#include "shell/yaml_file.hpp"

#include "core/base/text.hpp"

#include <map>
#include <yaml.h>

namespace strata {
namespace {

constexpr int deepest = 32;
constexpr std::size_t most_values = 100'000;
constexpr std::size_t longest_repeated = 1024; ///< bytes of a text that an alias stands for

/// An event, freed when it goes.
class Event {
public:
    Event() = default;
    ~Event() { yaml_event_delete(&event_); }
    Event(const Event&) = delete;
    Event& operator=(const Event&) = delete;
    yaml_event_t* raw() { return &event_; }
    [[nodiscard]] yaml_event_type_t type() const { return event_.type; }
    [[nodiscard]] std::uint32_t line() const { return static_cast<std::uint32_t>(event_.start_mark.line + 1); }
    [[nodiscard]] std::string text() const {
        return {reinterpret_cast<const char*>(event_.data.scalar.value), event_.data.scalar.length};
    }
    /// YAML 1.2, 10.2.1.1: what a plain scalar says that stands for no value.
    [[nodiscard]] bool is_null() const {
        const std::string written = text();
        return event_.data.scalar.style == YAML_PLAIN_SCALAR_STYLE &&
               (written.empty() || written == "~" || written == "null" || written == "Null" || written == "NULL");
    }
    /// "limit" of `&limit 400MB` and of `*limit`; "" where there is neither.
    [[nodiscard]] std::string anchor() const {
        const yaml_char_t* name = nullptr;
        if (event_.type == YAML_SCALAR_EVENT) name = event_.data.scalar.anchor;
        if (event_.type == YAML_ALIAS_EVENT) name = event_.data.alias.anchor;
        return name == nullptr ? "" : reinterpret_cast<const char*>(name);
    }

private:
    yaml_event_t event_{};
};

class YamlReader {
public:
    explicit YamlReader(std::string_view text) {
        ready_ = yaml_parser_initialize(&parser_) != 0;
        if (ready_)
            yaml_parser_set_input_string(&parser_, reinterpret_cast<const unsigned char*>(text.data()), text.size());
    }
    ~YamlReader() {
        if (ready_) yaml_parser_delete(&parser_);
    }
    YamlReader(const YamlReader&) = delete;
    YamlReader& operator=(const YamlReader&) = delete;

    Result<YamlValue> read() {
        if (!ready_) return fail("no memory to read YAML");
        for (;;) {
            Event event;
            TRY(next(event));
            if (event.type() == YAML_STREAM_END_EVENT) return YamlValue{.kind = YamlKind::map};
            if (event.type() == YAML_DOCUMENT_START_EVENT) break;
        }
        Event event;
        TRY(next(event));
        YamlValue document = TRY(read_value(event, 0));
        document.rest = line_behind();
        return document;
    }

private:
    /// Where something begins that is not of the document just read, YAML or not; 0 for the end of the text.
    std::uint32_t line_behind() {
        for (;;) {
            Event event;
            if (yaml_parser_parse(&parser_, event.raw()) == 0)
                return static_cast<std::uint32_t>(parser_.problem_mark.line + 1);
            if (event.type() == YAML_STREAM_END_EVENT) return 0;
            if (event.type() != YAML_DOCUMENT_END_EVENT) return event.line();
        }
    }

    Result<> next(Event& event) {
        if (yaml_parser_parse(&parser_, event.raw()) == 0)
            return fail(text("line ", parser_.problem_mark.line + 1, ": ",
                             parser_.problem == nullptr ? "is no YAML" : parser_.problem));
        if (++values_ > most_values) return fail(text("has more than ", most_values, " values"));
        return {};
    }

    Result<YamlValue> read_value(const Event& event, int depth) {
        if (depth > deepest) return fail(text("line ", event.line(), ": nested more than ", deepest, " deep"));
        YamlValue value{.line = event.line()};
        switch (event.type()) {
        case YAML_SCALAR_EVENT:
            value.text = event.text();
            value.is_null = event.is_null();
            if (const std::string name = event.anchor(); !name.empty()) anchors_[name] = value.text;
            return value;
        case YAML_ALIAS_EVENT: value.text = TRY(meant_by(event)); return value;
        case YAML_SEQUENCE_START_EVENT: value.kind = YamlKind::list; return read_items(std::move(value), depth);
        case YAML_MAPPING_START_EVENT: value.kind = YamlKind::map; return read_fields(std::move(value), depth);
        default: return fail(text("line ", event.line(), ": a value is missing"));
        }
    }

    /// An alias stands for a short text and nothing else: no text of a few lines can become an endless one.
    Result<std::string> meant_by(const Event& alias) const {
        const auto found = anchors_.find(alias.anchor());
        if (found != anchors_.end() && found->second.size() <= longest_repeated) return found->second;
        return fail(text("line ", alias.line(), ": *", alias.anchor(),
                         " stands for no short text that was anchored before; write the value out"));
    }

    Result<YamlValue> read_items(YamlValue value, int depth) {
        for (;;) {
            Event event;
            TRY(next(event));
            if (event.type() == YAML_SEQUENCE_END_EVENT) return value;
            value.items.push_back(TRY(read_value(event, depth + 1)));
        }
    }

    Result<YamlValue> read_fields(YamlValue value, int depth) {
        for (;;) {
            Event key;
            TRY(next(key));
            if (key.type() == YAML_MAPPING_END_EVENT) return value;
            if (key.type() != YAML_SCALAR_EVENT) return fail(text("line ", key.line(), ": a key must be text"));
            Event event;
            TRY(next(event));
            YamlValue field = TRY(read_value(event, depth + 1));
            field.line = key.line();
            value.fields.push_back({key.text(), std::move(field)});
        }
    }

    yaml_parser_t parser_{};
    bool ready_ = false;
    std::size_t values_ = 0;
    std::map<std::string, std::string> anchors_; ///< of texts
};

} // namespace

Result<YamlValue> parse_yaml(std::string_view text) { return YamlReader(text).read(); }

} // namespace strata
