#include "core/base/text.hpp"
#include "shell/arguments.hpp"
#include "shell/help.hpp"

#include <algorithm>

namespace strata {
namespace {

std::string joined(std::span<const std::string_view> words) {
    std::string out;
    for (const std::string_view word : words) out += text(out.empty() ? "" : " ", word);
    return out;
}

/// 'text' for a POSIX shell and for fish.
std::string quoted(std::string_view plain) {
    std::string out = "'";
    for (const char letter : plain) {
        if (letter == '\'')
            out += "'\\''";
        else
            out += letter;
    }
    return out + "'";
}

std::string option_list(const CommandRow& row) {
    std::string out;
    for (const OptionRow* option : all_options(row)) {
        if (option->letter != 0) out += text('-', option->letter, ' ');
        out += text("--", option->name, ' ');
    }
    if (!out.empty()) out.pop_back();
    return out;
}

std::string verb_list() {
    std::string out;
    for (const CommandRow* row : commands()) out += text(out.empty() ? "" : " ", row->name);
    return out;
}

/// What stands behind an option and is no file: its choices, or nothing.
std::string bash_values(const CommandRow& row) {
    std::string out;
    for (const OptionRow* option : all_options(row)) {
        if (option->kind == ValueKind::flag || option->kind == ValueKind::path) continue;
        const std::string letter = option->letter == 0 ? "" : text("|-", option->letter);
        out += text("            --", option->name, letter, ") COMPREPLY=($(compgen -W ",
                    quoted(joined(option->choices)), " -- \"$word\")); return ;;\n");
    }
    return out;
}

std::string bash_script() {
    std::string out =
        "# bash completion of strata; load it with: source <(strata completion bash)\n"
        "_strata() {\n"
        "    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} verb=${COMP_WORDS[1]}\n"
        "    COMPREPLY=()\n"
        "    if [ \"$COMP_CWORD\" = 1 ]; then\n";
    out += text("        COMPREPLY=($(compgen -W ", quoted(verb_list() + " --help --version"), " -- \"$word\"))\n");
    out += "        return\n    fi\n    case $verb in\n";
    for (const CommandRow* row : commands()) {
        out += text("    ", row->name, ")\n        case $before in\n", bash_values(*row), "        esac\n");
        out += text("        case $word in\n        -*) COMPREPLY=($(compgen -W ", quoted(option_list(*row)),
                    " -- \"$word\")); return ;;\n        esac\n");
        if (row == &completion_command)
            out += "        COMPREPLY=($(compgen -W 'bash zsh fish' -- \"$word\")); return\n";
        if (row == &help_command)
            out +=
                text("        COMPREPLY=($(compgen -W ", quoted(verb_list() + " limits"), " -- \"$word\")); return\n");
        out += "        ;;\n";
    }
    return out + "    esac\n    COMPREPLY=($(compgen -f -- \"$word\"))\n}\ncomplete -o filenames -F _strata strata\n";
}

/// Help inside zsh's 'option[help]' must not hold brackets or colons of its own.
std::string zsh_help(std::string_view help) {
    std::string out;
    for (const char letter : help) {
        if (letter == '[' || letter == ']' || letter == ':') out += '\\';
        out += letter;
    }
    return out;
}

std::string zsh_option(const OptionRow& option) {
    std::string value;
    if (option.kind != ValueKind::flag) {
        value = text(':', zsh_help(option.value), ':');
        if (option.kind == ValueKind::path) value += "_files";
        if (!option.choices.empty()) value += text('(', joined(option.choices), ')');
    }
    const std::string_view many = option.repeat == Repeat::collected ? "*" : "";
    const std::string tail = text('[', zsh_help(option.help), ']', value);
    std::string out =
        text("            ", quoted(text(many, "--", option.name, option.kind == ValueKind::flag ? "" : "=", tail)),
             " \\\n");
    if (option.letter != 0) out += text("            ", quoted(text(many, '-', option.letter, tail)), " \\\n");
    return out;
}

std::string zsh_script() {
    std::string out = "#compdef strata\n# zsh completion of strata; put it into a file named _strata on your fpath\n"
                      "_strata() {\n    local -a verbs=(\n";
    for (const CommandRow* row : commands())
        out += text("        ", quoted(text(row->name, ':', zsh_help(row->summary))), '\n');
    out += "    )\n    if (( CURRENT == 2 )); then\n        _describe command verbs\n        return\n    fi\n"
           "    local verb=$words[2]\n    shift words\n    (( CURRENT-- ))\n    case $verb in\n";
    for (const CommandRow* row : commands()) {
        out += text("    ", row->name, ")\n        _arguments -s \\\n");
        for (const OptionRow* option : all_options(*row)) out += zsh_option(*option);
        if (row == &completion_command)
            out += "            '1:shell:(bash zsh fish)'\n";
        else if (row == &help_command)
            out += text("            ", quoted(text("1:command:(", verb_list(), " limits)")), '\n');
        else
            out += "            '*:file:_files'\n";
        out += "        ;;\n";
    }
    return out +
           "    esac\n}\nif [ \"$funcstack[1]\" = _strata ]; then _strata \"$@\"; else compdef _strata strata; fi\n";
}

std::string fish_script() {
    std::string out = "# fish completion of strata; save it as ~/.config/fish/completions/strata.fish\n";
    for (const CommandRow* row : commands()) {
        out +=
            text("complete -c strata -n __fish_use_subcommand -f -a ", row->name, " -d ", quoted(row->summary), '\n');
        const std::string here =
            text("complete -c strata -n ", quoted(text("__fish_seen_subcommand_from ", row->name)));
        for (const OptionRow* option : all_options(*row)) {
            out += text(here, " -l ", option->name);
            if (option->letter != 0) out += text(" -s ", option->letter);
            if (option->kind == ValueKind::path) out += " -r -F";
            if (option->kind == ValueKind::text || option->kind == ValueKind::number ||
                option->kind == ValueKind::choice)
                out += " -x";
            if (!option->choices.empty()) out += text(" -a ", quoted(joined(option->choices)));
            out += text(" -d ", quoted(option->help), '\n');
        }
        if (row == &completion_command) out += text(here, " -f -a 'bash zsh fish'\n");
        if (row == &help_command) out += text(here, " -f -a ", quoted(verb_list() + " limits"), '\n');
    }
    return out;
}

} // namespace

std::string completion_script(std::string_view shell_name) {
    if (shell_name == "zsh") return zsh_script();
    if (shell_name == "fish") return fish_script();
    return bash_script();
}

} // namespace strata
