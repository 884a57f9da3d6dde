#include "core/base/text.hpp"
#include "core/report/template.hpp"
#include "core/report/template_syntax.hpp"

#include <algorithm>

namespace strata {
namespace {

constexpr std::string_view first_argument_back[] = {"json",  "split", "join", "title",
                                                    "lower", "upper", "pad",  "truncate"};

/// What a list of nodes ended with.
enum class Flow : std::uint8_t { on, break_loop, continue_loop };

class Interpreter {
public:
    Interpreter(const TemplateSyntax& syntax, TemplateFunctions functions) : syntax_(syntax), functions_(functions) {}

    Result<std::string> run(const Value& data) {
        variables_.emplace_back("$", data);
        TRY(walk(syntax_.nodes, data));
        return std::move(out_);
    }

private:
    Result<Flow> walk(const std::vector<TemplateNode>& nodes, const Value& dot) {
        for (const TemplateNode& node : nodes) {
            const Flow flow = TRY(walk(node, dot));
            if (flow != Flow::on) return flow;
        }
        return Flow::on;
    }

    Result<Flow> walk(const TemplateNode& node, const Value& dot) {
        switch (node.kind) {
        case TemplateNode::Kind::text: out_ += node.text; return Flow::on;
        case TemplateNode::Kind::break_loop: return Flow::break_loop;
        case TemplateNode::Kind::continue_loop: return Flow::continue_loop;
        case TemplateNode::Kind::range: return walk_range(node, dot);
        case TemplateNode::Kind::print: {
            const Value value = TRY(evaluate(node.pipe, dot));
            // A field that holds a null pointer prints as one; a key that is not there has no value.
            const bool no_value = value.is(ValueType::nil) && !null_field_;
            if (node.pipe.variables.empty()) out_ += no_value ? "<no value>" : value.text();
            return Flow::on;
        }
        case TemplateNode::Kind::if_true:
        case TemplateNode::Kind::with: break;
        }
        const std::size_t scope = variables_.size();
        const Value value = TRY(evaluate(node.pipe, dot));
        const bool with = node.kind == TemplateNode::Kind::with;
        const Flow flow = value.truth() ? TRY(walk(node.body, with ? value : dot)) : TRY(walk(node.otherwise, dot));
        variables_.resize(scope);
        return flow;
    }

    Result<Flow> walk_range(const TemplateNode& node, const Value& dot) {
        const std::size_t scope = variables_.size();
        const Value value = TRY(evaluate_range(node.pipe, dot));
        const std::vector<std::pair<Value, Value>> rounds = TRY(rounds_of(value, node.pipe.position));
        Flow flow = Flow::on;
        for (const auto& [key, item] : rounds) {
            const std::size_t inner = variables_.size();
            bind_round(node.pipe, key, item);
            flow = TRY(walk(node.body, item));
            variables_.resize(inner);
            if (flow == Flow::break_loop) break;
        }
        flow = Flow::on;
        if (rounds.empty()) flow = TRY(walk(node.otherwise, dot));
        variables_.resize(scope);
        return flow;
    }

    /// Keys and items in Go's order.
    Result<std::vector<std::pair<Value, Value>>> rounds_of(const Value& value, std::size_t position) {
        std::vector<std::pair<Value, Value>> rounds;
        if (value.is(ValueType::list)) {
            for (const Value& item : value.items()) rounds.emplace_back(static_cast<std::int64_t>(rounds.size()), item);
        } else if (value.is(ValueType::map)) {
            for (const auto& [key, item] : value.fields()) rounds.emplace_back(key, item);
        } else if (value.is(ValueType::integer)) {
            constexpr std::int64_t most = 1'000'000;
            if (value.integer() > most) return fail_at(position, text("range over more than ", most));
            for (std::int64_t round = 0; round < value.integer(); ++round) rounds.emplace_back(round, round);
        } else if (!value.is(ValueType::nil)) {
            return fail_at(position, text("range can't go over ", described(value)));
        }
        return rounds;
    }

    void bind_round(const TemplatePipe& pipe, const Value& key, const Value& item) {
        if (pipe.variables.empty()) return;
        const auto bind = [&](const std::string& name, const Value& value) {
            if (pipe.assigns)
                assign(name, value);
            else
                variables_.emplace_back(name, value);
        };
        if (pipe.variables.size() == 2) bind(pipe.variables[0], key);
        bind(pipe.variables.back(), item);
    }

    void assign(std::string_view name, const Value& value) {
        const auto found = std::find_if(variables_.rbegin(), variables_.rend(),
                                        [&](const auto& variable) { return variable.first == name; });
        if (found != variables_.rend()) found->second = value;
    }

    Result<Value> evaluate(const TemplatePipe& pipe, const Value& dot) {
        Value value = TRY(evaluate_range(pipe, dot));
        for (const std::string& name : pipe.variables) {
            if (pipe.assigns)
                assign(name, value);
            else
                variables_.emplace_back(name, value);
        }
        return value;
    }

    /// The value of the pipeline; its variables are left to the caller.
    Result<Value> evaluate_range(const TemplatePipe& pipe, const Value& dot) {
        Value value;
        bool piped = false;
        for (const TemplateCommand& command : pipe.commands) {
            value = TRY(evaluate(command, dot, piped ? &value : nullptr));
            piped = true;
        }
        return value;
    }

    Result<Value> evaluate(const TemplateCommand& command, const Value& dot, const Value* piped) {
        const TemplateWord& first = command.words[0];
        if (first.kind == TemplateWord::Kind::function) {
            Value value = TRY(call(command, dot, piped));
            return fields_of(std::move(value), first);
        }
        if (command.words.size() > 1 || piped != nullptr)
            return fail_at(first.position, "this is no function and takes no argument");
        if (first.kind == TemplateWord::Kind::literal && first.literal.is(ValueType::nil))
            return fail_at(first.position, "nil is no command");
        return evaluate(first, dot);
    }

    Result<Value> evaluate(const TemplateWord& word, const Value& dot) {
        switch (word.kind) {
        case TemplateWord::Kind::literal: return word.literal;
        case TemplateWord::Kind::dot: return fields_of(dot, word);
        case TemplateWord::Kind::pipe: {
            const std::size_t scope = variables_.size();
            Value value = TRY(evaluate(*word.pipe, dot));
            variables_.resize(scope);
            return fields_of(std::move(value), word);
        }
        case TemplateWord::Kind::variable: {
            const auto found = std::find_if(variables_.rbegin(), variables_.rend(),
                                            [&](const auto& variable) { return variable.first == word.name; });
            if (found == variables_.rend()) return fail_at(word.position, text("there is no variable ", word.name));
            return fields_of(found->second, word);
        }
        case TemplateWord::Kind::function: break; // an argument: a call without arguments of its own
        }
        TemplateCommand alone;
        alone.words.emplace_back();
        alone.words[0].kind = word.kind;
        alone.words[0].name = word.name;
        alone.words[0].position = word.position;
        Value value = TRY(call(alone, dot, nullptr));
        return fields_of(std::move(value), word);
    }

    Result<Value> call(const TemplateCommand& command, const Value& dot, const Value* piped) {
        const TemplateWord& function = command.words[0];
        if (function.name == "and" || function.name == "or") return call_logic(command, dot, piped);
        std::vector<Value> arguments;
        for (std::size_t index = 1; index < command.words.size(); ++index)
            arguments.push_back(TRY(evaluate(command.words[index], dot)));
        if (piped != nullptr) arguments.push_back(*piped);
        if (functions_ == TemplateFunctions::header && !arguments.empty() &&
            std::ranges::find(first_argument_back, function.name) != std::end(first_argument_back))
            return arguments[0];
        auto value = call_template_function(function.name, arguments);
        if (!value) return fail_at(function.position, text(function.name, ": ", value.error().message));
        return value;
    }

    /// `and` and `or` stop at the first argument that decides.
    Result<Value> call_logic(const TemplateCommand& command, const Value& dot, const Value* piped) {
        const TemplateWord& function = command.words[0];
        const std::size_t count = command.words.size() - 1 + (piped != nullptr ? 1 : 0);
        if (count == 0) return fail_at(function.position, text(function.name, ": takes at least one argument"));
        Value value;
        for (std::size_t index = 1; index <= count; ++index) {
            value = index < command.words.size() ? TRY(evaluate(command.words[index], dot)) : *piped;
            if (value.truth() == (function.name == "or")) break;
        }
        return value;
    }

    Result<Value> fields_of(Value value, const TemplateWord& word) {
        null_field_ = false;
        for (const std::string& name : word.fields) {
            const Value* field = value.find(name);
            if (field != nullptr) {
                null_field_ = value.is(ValueType::record) && field->is(ValueType::nil);
                value = Value(*field);
                continue;
            }
            if (value.is(ValueType::map)) {
                value = value.map_of() == MapOf::nothing ? Value::record({}) : Value();
                continue;
            }
            if (value.is(ValueType::nil))
                return fail_at(word.position, text("there is nothing to look for .", name, " in"));
            if (!value.is(ValueType::record))
                return fail_at(word.position, text(described(value), " has no field .", name));
            std::string known;
            for (const auto& entry : value.fields()) known += text(known.empty() ? "" : ", ", entry.first);
            return fail_at(word.position,
                           text("there is no field .", name, known.empty() ? "" : "; there are ", known));
        }
        return value;
    }

    [[nodiscard]] static std::string described(const Value& value) {
        switch (value.kind()) {
        case ValueType::nil: return "nothing";
        case ValueType::boolean: return "true or false";
        case ValueType::integer:
        case ValueType::number:
        case ValueType::duration: return text("the number ", value.text());
        case ValueType::text: return "a text";
        case ValueType::list: return "a list";
        case ValueType::map: return "a map";
        case ValueType::record: return "a record";
        }
        return "";
    }

    [[nodiscard]] std::unexpected<Error> fail_at(std::size_t position, std::string_view what) const {
        return fail(text(template_place(syntax_.text, position), ": ", what));
    }

    const TemplateSyntax& syntax_;
    TemplateFunctions functions_;
    std::string out_;
    bool null_field_ = false;                              ///< whether the last value was a record's field, and nil
    std::vector<std::pair<std::string, Value>> variables_; ///< the innermost last
};

} // namespace

Result<std::string> Template::run(const Value& data, TemplateFunctions functions) const {
    return Interpreter(*syntax_, functions).run(data);
}

} // namespace strata
