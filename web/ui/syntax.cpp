#include "web/ui/syntax.hpp"

#include "core/base/path.hpp"

#include <algorithm>
#include <span>

namespace strata::ui {

namespace {

constexpr std::string_view c_words[] = {
    "abstract", "as",         "async",  "auto",      "await",   "bool",     "boolean",   "break",     "byte",
    "case",     "catch",      "char",   "class",     "const",   "continue", "default",   "defer",     "delete",
    "do",       "double",     "else",   "enum",      "export",  "extends",  "extern",    "false",     "final",
    "float",    "fn",         "for",    "from",      "func",    "function", "go",        "goto",      "if",
    "impl",     "implements", "import", "in",        "include", "inline",   "int",       "interface", "let",
    "long",     "match",      "mut",    "namespace", "new",     "nil",      "null",      "override",  "package",
    "private",  "protected",  "pub",    "public",    "range",   "return",   "self",      "short",     "sizeof",
    "static",   "string",     "struct", "super",     "switch",  "template", "this",      "throw",     "throws",
    "trait",    "true",       "try",    "type",      "typedef", "typeof",   "undefined", "union",     "unsigned",
    "use",      "using",      "var",    "virtual",   "void",    "while",    "yield"};
constexpr std::string_view python_words[] = {
    "False",   "None",   "True", "and",    "as",     "assert", "async",    "await", "break", "class",  "continue",
    "def",     "del",    "elif", "else",   "end",    "except", "finally",  "for",   "from",  "global", "if",
    "import",  "in",     "is",   "lambda", "local",  "module", "nonlocal", "not",   "or",    "pass",   "raise",
    "require", "return", "then", "try",    "unless", "while",  "with",     "yield"};
constexpr std::string_view shell_words[] = {
    "alias",  "break", "case",  "cd",     "continue", "do",   "done",     "echo",  "elif", "else",  "esac",
    "eval",   "exec",  "exit",  "export", "fi",       "for",  "function", "if",    "in",   "local", "readonly",
    "return", "set",   "shift", "source", "then",     "trap", "unset",    "until", "while"};
constexpr std::string_view docker_words[] = {
    "ADD",   "ARG",        "AS",      "CMD", "COPY",  "ENTRYPOINT", "ENV",  "EXPOSE", "FROM",   "HEALTHCHECK",
    "LABEL", "MAINTAINER", "ONBUILD", "RUN", "SHELL", "STOPSIGNAL", "USER", "VOLUME", "WORKDIR"};
constexpr std::string_view constants[] = {"false", "no", "null", "off", "on", "true", "yes"};

static_assert(std::ranges::is_sorted(c_words) && std::ranges::is_sorted(python_words) &&
              std::ranges::is_sorted(shell_words) && std::ranges::is_sorted(docker_words) &&
              std::ranges::is_sorted(constants));

struct Rules {
    std::string_view line_comment, other_comment; ///< "" for none
    std::string_view open_comment, close_comment;
    std::string_view long_string; ///< opens and closes a string over several lines
    std::string_view quotes;
    std::span<const std::string_view> words; ///< sorted
    char key_end = 0;                        ///< what stands behind a key: ':' or '='
};

Rules rules_of(Language language) {
    switch (language) {
    case Language::none: return {};
    case Language::c_family: return {"//", "", "/*", "*/", "", "\"'", c_words};
    case Language::script: return {"//", "", "/*", "*/", "`", "\"'", c_words};
    case Language::python: return {"#", "", "", "", "\"\"\"", "\"'", python_words};
    case Language::shell: return {"#", "", "", "", "", "\"'", shell_words};
    case Language::docker: return {"#", "", "", "", "", "\"'", docker_words};
    case Language::json: return {"", "", "", "", "", "\"", constants, ':'};
    case Language::yaml: return {"#", "", "", "", "", "\"'", constants, ':'};
    case Language::ini: return {"#", ";", "", "", "", "\"", constants, '='};
    case Language::markup: return {"", "", "<!--", "-->", "", "\"", {}};
    }
    return {};
}

bool starts_word(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool in_word(char c) { return starts_word(c) || is_digit(c); }

/// Walks over one line.
class Scanner {
public:
    Scanner(Language language, std::string_view line) : language_(language), rules_(rules_of(language)), line_(line) {}

    Highlight run(SyntaxState before) {
        state_ = before;
        const bool has_keys = rules_.key_end == '=' || (rules_.key_end == ':' && language_ == Language::yaml);
        if (has_keys && state_ == SyntaxState::code) take_key();
        while (at_ < line_.size()) step();
        return {.spans = std::move(spans_), .after = state_};
    }

private:
    [[nodiscard]] bool here(std::string_view mark) const {
        return !mark.empty() && line_.substr(at_).starts_with(mark);
    }
    void mark(std::size_t end, Ink ink) {
        end = std::min(end, line_.size());
        spans_.push_back({static_cast<std::uint32_t>(at_), static_cast<std::uint32_t>(end), ink});
        at_ = end;
    }
    /// Up to and with `close`, or the whole rest, and then the next line goes on in it.
    void take_long(std::size_t from, std::string_view close, Ink ink, SyntaxState inside) {
        const std::size_t end = line_.find(close, from);
        state_ = end == line_.npos ? inside : SyntaxState::code;
        mark(end == line_.npos ? line_.size() : end + close.size(), ink);
    }
    /// `from`: behind the opening quote.
    void take_string(std::size_t from, char quote) {
        std::size_t end = from;
        while (end < line_.size() && line_[end] != quote) end += line_[end] == '\\' ? 2 : 1;
        const SyntaxState inside = quote == '"' ? SyntaxState::double_quoted : SyntaxState::single_quoted;
        state_ = end < line_.size() ? SyntaxState::code : inside;
        end++;
        const std::size_t next = line_.find_first_not_of(" \t", std::min(end, line_.size()));
        const bool key = language_ == Language::json && next != line_.npos && line_[next] == ':';
        mark(end, key ? Ink::keyword : Ink::string);
    }
    /// A key at the front: "name:" or "name =", or a [section].
    void take_key() {
        const std::size_t start = line_.find_first_not_of(" \t-");
        if (start == line_.npos) return;
        if (rules_.key_end == '=' && line_[start] == '[') return mark(line_.size(), Ink::keyword);
        std::size_t end = start;
        while (end < line_.size() &&
               (in_word(line_[end]) || line_[end] == '-' || line_[end] == '.' || line_[end] == '/'))
            end++;
        const std::size_t next = line_.find_first_not_of(" \t", end);
        if (end == start || next == line_.npos || line_[next] != rules_.key_end) return;
        at_ = start;
        mark(end, Ink::keyword);
    }
    void step() {
        if (state_ == SyntaxState::comment)
            return take_long(at_, rules_.close_comment, Ink::comment, SyntaxState::comment);
        if (state_ == SyntaxState::string) return take_long(at_, rules_.long_string, Ink::string, SyntaxState::string);
        if (state_ == SyntaxState::single_quoted) return take_string(at_, '\'');
        if (state_ == SyntaxState::double_quoted) return take_string(at_, '"');
        if (state_ == SyntaxState::line_comment) return mark(line_.size(), Ink::comment);
        const char c = line_[at_];
        const bool between = at_ == 0 || line_[at_ - 1] == ' ' || line_[at_ - 1] == '\t';
        if (here(rules_.open_comment))
            return take_long(at_ + rules_.open_comment.size(), rules_.close_comment, Ink::comment,
                             SyntaxState::comment);
        // In shell and YAML a "#" within a word is no comment.
        if ((here(rules_.line_comment) && (between || c != '#')) || (here(rules_.other_comment) && between)) {
            state_ = SyntaxState::line_comment;
            return;
        }
        if (here(rules_.long_string))
            return take_long(at_ + rules_.long_string.size(), rules_.long_string, Ink::string, SyntaxState::string);
        if (rules_.quotes.find(c) != rules_.quotes.npos) return take_string(at_ + 1, c);
        if (starts_word(c) || is_digit(c)) return take_word();
        at_++;
    }
    void take_word() {
        std::size_t end = at_;
        while (end < line_.size() && (in_word(line_[end]) || (is_digit(line_[at_]) && line_[end] == '.'))) end++;
        if (is_digit(line_[at_])) return mark(end, Ink::number);
        if (std::ranges::binary_search(rules_.words, line_.substr(at_, end - at_))) return mark(end, Ink::keyword);
        at_ = end;
    }

    Language language_;
    Rules rules_;
    std::string_view line_;
    std::size_t at_ = 0;
    SyntaxState state_ = SyntaxState::code;
    std::vector<InkSpan> spans_;
};

struct Ending {
    std::string_view ending; ///< ".py", or a whole name
    Language language;
};
constexpr Ending endings[] = {
    {".c", Language::c_family},        {".cc", Language::c_family},    {".cpp", Language::c_family},
    {".h", Language::c_family},        {".hpp", Language::c_family},   {".java", Language::c_family},
    {".cs", Language::c_family},       {".rs", Language::c_family},    {".css", Language::c_family},
    {".php", Language::c_family},      {".go", Language::script},      {".js", Language::script},
    {".mjs", Language::script},        {".cjs", Language::script},     {".jsx", Language::script},
    {".ts", Language::script},         {".tsx", Language::script},     {".py", Language::python},
    {".rb", Language::python},         {".pl", Language::python},      {".sh", Language::shell},
    {".bash", Language::shell},        {".zsh", Language::shell},      {".profile", Language::shell},
    {".bashrc", Language::shell},      {"Makefile", Language::shell},  {"Dockerfile", Language::docker},
    {".dockerfile", Language::docker}, {".json", Language::json},      {".map", Language::json},
    {".yaml", Language::yaml},         {".yml", Language::yaml},       {".ini", Language::ini},
    {".conf", Language::ini},          {".cfg", Language::ini},        {".toml", Language::ini},
    {".env", Language::ini},           {".properties", Language::ini}, {".service", Language::ini},
    {"os-release", Language::ini},     {".html", Language::markup},    {".xml", Language::markup},
    {".svg", Language::markup},
};

} // namespace

Language language_of(std::string_view path, std::string_view front) {
    const std::string_view name = base_name(path);
    for (const Ending& known : endings)
        if (known.ending.starts_with('.') ? name.ends_with(known.ending) : name.starts_with(known.ending))
            return known.language;
    if (!front.starts_with("#!")) return Language::none;
    const std::string_view first = front.substr(0, std::min<std::size_t>(front.find('\n'), 200));
    if (first.find("python") != first.npos || first.find("ruby") != first.npos || first.find("perl") != first.npos)
        return Language::python;
    return first.find("node") != first.npos ? Language::script : Language::shell;
}

SyntaxState behind_line(SyntaxState state) {
    return state == SyntaxState::comment || state == SyntaxState::string ? state : SyntaxState::code;
}

Highlight highlight(Language language, std::string_view line, SyntaxState before) {
    if (language == Language::none) return {};
    return Scanner(language, line).run(before);
}

} // namespace strata::ui
