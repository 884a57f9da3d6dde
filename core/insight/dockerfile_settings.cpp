#include "core/insight/dockerfile_settings.hpp"

#include "core/base/ascii.hpp"
#include "core/base/json.hpp"
#include "core/base/text.hpp"
#include "core/insight/copy_steps.hpp"
#include "core/insight/dockerfile_words.hpp"

#include <string_view>
#include <utility>

namespace strata {

namespace {

constexpr std::size_t longest_path = 4096; // strangers' rows must not make it long
constexpr std::string_view anything = "$";

/// Builders differ in how they join lines and words.
std::string without_blanks(std::string_view text) {
    std::string out(text);
    std::erase_if(out, [](char each) { return each == ' ' || each == '\t' || each == '\n' || each == '\\'; });
    return out;
}

std::vector<std::string> words_of(std::string_view arguments) {
    const auto list = read_word_list(arguments);
    return list ? *list : read_plain_list(arguments);
}

/// "80" is "80/tcp".
std::string port_name(std::string_view port) {
    return text(ascii_lower(port), port.find('/') == port.npos ? "/tcp" : "");
}

/// What the rows of a history set: by "ENV name", "EXPOSE 80/tcp", "CMD" the value that the last of them gives. A value
/// with "$" in it is as its author wrote it, and may be any; so may one that is in quotes.
class ToldSettings {
public:
    explicit ToldSettings(const ImageConfig& config)
        : variables_(known_variables(config.settings)),
          labels_(config.settings.labels.begin(), config.settings.labels.end()) {
        for (const HistoryRow& row : config.history) {
            const Instruction read = read_instruction(row.created_by);
            if (read.verb == "ENV" || read.verb == "LABEL")
                read_pairs(read, is_as_written(row, read));
            else
                read_other(read);
        }
    }

    [[nodiscard]] bool tells(const std::string& setting, std::string_view value) const {
        const auto told = told_.find(setting);
        return told != told_.end() && (told->second == value || told->second.find(anything) != std::string::npos);
    }
    /// A shell form is told of by any shell.
    [[nodiscard]] bool tells_list(const std::string& verb, const std::vector<std::string>& words) const {
        const auto told = told_.find(verb);
        return told != told_.end() && !told->second.empty() &&
               without_blanks(joined_words(words)).ends_with(told->second);
    }

private:
    void read_pairs(const Instruction& row, bool as_written) {
        const std::string_view words = row.arguments;
        const bool varies = as_written && words.find_first_of("$\"'\\") != words.npos;
        const auto put = [&](std::string_view key, std::string_view value) {
            told_[text(row.verb, ' ', trimmed(key, "\"'"))] = varies ? anything : trimmed(value);
        };
        const std::string_view first = words.substr(0, words.find_first_of(" \t="));
        if (!words.substr(first.size()).starts_with('='))
            put(first, words.substr(first.size())); // the old form, `ENV NAME the value`
        else if (!varies)
            for (const auto& [key, value] : read_flat_pairs(words, row.verb == "ENV" ? variables_ : labels_).pairs)
                put(key, value);
        else
            for (const std::string& word : split_words(words)) put(word.substr(0, word.find('=')), "");
    }

    void read_other(const Instruction& row) {
        std::string value(row.arguments);
        if (row.verb == "EXPOSE" || row.verb == "VOLUME") {
            const bool is_port = row.verb == "EXPOSE";
            for (const std::string& word : words_of(value)) {
                const bool several = word.find_first_of(is_port ? "$-" : "$") != word.npos;
                told_[text(row.verb, ' ', several ? anything : is_port ? port_name(trimmed(word, "\"'")) : word)];
            }
        }
        if (row.verb == "ONBUILD") told_[text("ONBUILD ", without_blanks(value))];
        if (row.verb == "WORKDIR" && working_dir_.size() + value.size() < longest_path)
            value = working_dir_ = absolute_path(trimmed(value, "\"'"), working_dir_);
        std::string& told = told_[std::string(row.verb)];
        if (row.verb == "CMD" || row.verb == "ENTRYPOINT" || row.verb == "SHELL")
            told = without_blanks(joined_words(words_of(value)));
        else
            told = row.verb == "HEALTHCHECK" ? anything : trimmed(value, "\"'");
    }

    KnownValues variables_, labels_, told_;
    std::string working_dir_ = "/";
};

/// What docker and BuildKit give an image that has none.
bool is_path_of_builders(std::string_view pair) {
    return pair == "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin" ||
           pair == "PATH=c:\\Windows\\System32;c:\\Windows";
}

/// HEALTHCHECK's arguments from the configuration's document (config.Healthcheck), whose times are nanoseconds; "" for
/// none.
std::string health_check(const ImageConfig& config) {
    const auto document = parse_json(config.document);
    if (!document) return "";
    const JsonValue check = document->root()["config"]["Healthcheck"];
    const std::string_view kind = check["Test"][0].string_or("");
    if (kind.empty() || kind == "NONE") return std::string(kind);
    constexpr std::uint64_t millisecond = 1'000'000; // docker takes no less
    std::string out;
    for (const auto& [field, option] :
         {std::pair("Interval", "--interval="), std::pair("Timeout", "--timeout="),
          std::pair("StartPeriod", "--start-period="), std::pair("StartInterval", "--start-interval=")})
        if (const std::uint64_t time = check[field].unsigned_or(0); time > 0)
            out += text(option, time / millisecond, "ms ");
    if (const std::uint64_t retries = check["Retries"].unsigned_or(0); retries > 0)
        out += text("--retries=", retries, ' ');
    std::vector<std::string> words;
    for (const JsonValue word : check["Test"].items()) words.emplace_back(word.string_or(""));
    words.erase(words.begin());
    return text(out, "CMD ", kind == "CMD" ? dockerfile_list(words) : joined_words(words));
}

class Writer {
public:
    Writer(const ImageConfig& config, char escape)
        : config_(config), settings_(config.settings), told_(config), escape_(escape) {}

    std::vector<DockerfileLine> write() {
        if (settings_.env)
            for (const std::string_view pair : *settings_.env)
                if (const std::size_t equals = pair.find('='); equals != pair.npos && !is_path_of_builders(pair))
                    add_pair("ENV", pair.substr(0, equals), pair.substr(equals + 1));
        for (const auto& [name, value] : settings_.labels)
            if (name != "io.buildah.version") add_pair("LABEL", name, value);
        for (const std::string& port : settings_.exposed_ports) add_one("EXPOSE", port_name(port), word(port));
        for (const std::string& path : settings_.volumes) add_one("VOLUME", path, dockerfile_list({path}));
        if (settings_.working_dir != "/") add_word("WORKDIR", settings_.working_dir);
        add_word("USER", settings_.user);
        add_word("STOPSIGNAL", settings_.stop_signal);
        if (const std::string check = health_check(config_); !check.empty() && !told_.tells("HEALTHCHECK", check))
            add("HEALTHCHECK", check);
        add_list("SHELL", settings_.shell, false);
        // ENTRYPOINT takes back the base image's CMD.
        add_list("CMD", settings_.cmd, add_list("ENTRYPOINT", settings_.entrypoint, false));
        if (settings_.on_build)
            for (const std::string& step : *settings_.on_build) add_one("ONBUILD", without_blanks(step), step);
        if (!lines_.empty())
            lines_.front().notes.insert(lines_.front().notes.begin(),
                                        "from here on: recorded by the configuration and by no step; which layer a "
                                        "line came with is not known");
        return std::move(lines_);
    }

private:
    [[nodiscard]] std::string word(std::string_view value) const { return dockerfile_word(value, escape_); }

    void add(std::string_view verb, std::string_view arguments) {
        DockerfileLine line;
        line.text = text(verb, ' ', arguments);
        lines_.push_back(std::move(line));
    }

    void add_pair(std::string_view verb, std::string_view name, std::string_view value) {
        if (name.empty() || told_.tells(text(verb, ' ', name), trimmed(value))) return;
        add(verb, text(word(name), '=', value.empty() ? "" : word(value)));
        if (value.find_first_of("\r\n") != value.npos)
            lines_.back().notes.emplace_back("its value has several lines, which a Dockerfile can't say");
    }

    void add_one(std::string_view verb, std::string_view name, std::string_view arguments) {
        if (!told_.tells(text(verb, ' ', name), "") && !told_.tells(text(verb, ' ', anything), ""))
            add(verb, arguments);
    }

    void add_word(std::string_view verb, std::string_view value) {
        if (!value.empty() && !told_.tells(std::string(verb), value)) add(verb, word(value));
    }

    bool add_list(std::string_view verb, const std::optional<std::vector<std::string>>& words, bool anyway) {
        const bool adds = words && !words->empty() && (anyway || !told_.tells_list(std::string(verb), *words));
        if (adds) add(verb, dockerfile_list(*words));
        return adds;
    }

    const ImageConfig& config_;
    const ContainerSettings& settings_;
    ToldSettings told_;
    char escape_;
    std::vector<DockerfileLine> lines_;
};

} // namespace

std::vector<DockerfileLine> settings_without_steps(const ImageConfig& config, char escape) {
    return Writer(config, escape).write();
}

} // namespace strata
