#include "core/insight/dockerfile.hpp"

#include "core/base/text.hpp"
#include "core/insight/dockerfile_copy.hpp"
#include "core/insight/dockerfile_run.hpp"
#include "core/insight/dockerfile_settings.hpp"
#include "core/insight/dockerfile_shell.hpp"
#include "core/insight/dockerfile_words.hpp"
#include "core/model/instruction.hpp"

#include <algorithm>
#include <set>

namespace strata {

namespace {

constexpr std::string_view unknown_ends = "was written as a list of words; where each ends is not recorded";

bool is_image_name(std::string_view name) {
    constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._/:@-";
    return !name.empty() && name.find_first_not_of(letters) == name.npos;
}

class Writer {
public:
    Writer(const ImageRecord& image, std::span<const std::shared_ptr<const Layer>> layers, const BaseImage& base)
        : image_(image),
          layers_(layers),
          base_(base),
          variables_(known_variables(image.config.settings)),
          labels_(image.config.settings.labels.begin(), image.config.settings.labels.end()),
          shell_(image.config.settings, image.platform.os == "windows") {
        if (image.platform.os == "windows") dockerfile_.escape = '`';
    }

    Dockerfile write(BaseSteps steps) {
        const bool named = is_image_name(base_.name);
        const bool split = base_.rows > 0;
        const bool stage = split && (steps == BaseSteps::shown || !named);
        if (stage) from("FROM scratch AS base", {}, true);
        for (std::uint32_t row = 0; row < image_.config.history.size(); row++) {
            if (row == base_.rows) from_base(named, stage);
            DockerfileLine line = read_row(row); // of hidden steps too: they may choose a shell
            line.in_base = row < base_.rows;
            if (!line.in_base || stage) dockerfile_.lines.push_back(std::move(line));
        }
        if (image_.config.history.size() <= base_.rows) from_base(named, stage);
        add_layers_without_history();
        for (DockerfileLine& line : settings_without_steps(image_.config, dockerfile_.escape)) {
            keep_on_one_line(line);
            refuse_unsafe_end(line);
            dockerfile_.lines.push_back(std::move(line));
        }
        return std::move(dockerfile_);
    }

private:
    void from(std::string words, std::vector<std::string> notes, bool in_base) {
        DockerfileLine line;
        line.text = std::move(words);
        line.notes = std::move(notes);
        line.in_base = in_base;
        dockerfile_.lines.push_back(std::move(line));
    }

    void from_base(bool named, bool stage) {
        if (base_.rows == 0 && !named) return from("FROM scratch", {}, false);
        std::vector<std::string> notes{text("base image: ", base_.reason)};
        if (!base_.digest.empty()) notes.push_back(text("its digest was ", base_.digest));
        if (base_.name_is_guess)
            notes.push_back(text("its name is not recorded: ", base_.name, " is what its steps set up"));
        if (!named) notes.emplace_back("its name is not recorded: its own steps stand above");
        from(stage ? "FROM base" : text("FROM ", base_.name), std::move(notes), false);
    }

    [[nodiscard]] std::uint32_t layer_of(std::uint32_t row) const {
        for (std::uint32_t i = 0; i < image_.layers.size(); i++)
            if (image_.layers[i].history == row) return i;
        return no_index;
    }

    DockerfileLine read_row(std::uint32_t index) {
        const HistoryRow& row = image_.config.history[index];
        const Instruction read = read_instruction(row.created_by);
        DockerfileLine line;
        line.row = index;
        line.layer = layer_of(index);
        if (read.verb == "FROM") return line;
        if (read.verb.empty())
            add_unknown(line, row);
        else if (read.arguments.empty() && read.verb != "CMD" && read.verb != "ENTRYPOINT")
            line.notes.push_back(text(read.verb, " without a value"));
        else if (read.verb == "RUN")
            add_run(line, row, read);
        else if (read.verb == "COPY" || read.verb == "ADD")
            add_copy(line, row, read);
        else
            add_setting(line, row, read);
        refuse_unsafe_end(line);
        return line;
    }

    /// A line that ends with the escape character would swallow the next one.
    void refuse_unsafe_end(DockerfileLine& line) const {
        if (line.text.ends_with(dockerfile_.escape) ||
            (line.text.find('\n') == line.text.npos && line.text.find('\r') != line.text.npos)) {
            line.notes.push_back(text("can't be written in a Dockerfile as it is: ", line.text));
            line.text.clear();
        }
    }

    static void add_unknown(DockerfileLine& line, const HistoryRow& row) {
        if (row.created_by.empty())
            line.notes.emplace_back("the history does not say what this step did");
        else
            line.notes.push_back(text("no instruction of a Dockerfile: ", row.created_by));
        if (!row.comment.empty()) line.notes.push_back(text("comment: ", row.comment));
    }

    void add_run(DockerfileLine& line, const HistoryRow& row, const Instruction& read) {
        for (const auto& [name, value] : read_build_arguments(read.build_arguments))
            if (!arguments_.contains(text(name, '=', value))) {
                arguments_.insert(text(name, '=', value));
                line.notes.push_back(text("built with --build-arg ", name, '=', value));
            }
        constexpr std::string_view script = "/dev/pipes/";
        if (read.shell.empty() && read.arguments.starts_with(script)) {
            line.notes.emplace_back("RUN of a heredoc that begins with #!, whose text is not recorded");
            return;
        }
        const bool as_written = read.shell.empty() && is_as_written(row, read);
        const auto command = as_written ? std::optional(read.arguments) : shell_.command_of(read);
        if (command && !command->ends_with(dockerfile_.escape)) {
            line.text = run_in_shell(*command, dockerfile_.escape);
            return;
        }
        line.text = run_words(read.shell, read.arguments);
        if (read.shell.empty()) line.notes.emplace_back(unknown_ends);
    }

    void add_copy(DockerfileLine& line, const HistoryRow& row, const Instruction& read) {
        const bool has_layer = line.layer < layers_.size();
        const Layer* layer = has_layer ? layers_[line.layer].get() : nullptr;
        auto copy = read_hashed_copy(read, layer, working_dir_);
        if (!copy && !is_as_written(row, read)) copy = read_joined_copy(read, layer, working_dir_);
        if (copy) {
            line.text = text(read.verb, ' ', copy->arguments);
            line.notes.push_back(copy->note);
            keep_on_one_line(line);
            return;
        }
        line.text = text(read.verb, ' ', read.arguments);
        const std::vector<std::string> words = split_words(read.arguments);
        const auto source =
            std::ranges::find_if(words, [](const std::string& word) { return !word.starts_with("--"); });
        if (words.end() - source < 2 && !read.arguments.ends_with(']')) {
            line.notes.push_back(text("names no source or no target: ", line.text));
            line.text.clear();
        }
        keep_on_one_line(line);
        if (line.text.empty() || source == words.end()) return;
        if (source->starts_with("<<")) {
            std::string name = *source;
            std::erase_if(name, [](char each) { return each == '<' || each == '-' || each == '"' || each == '\''; });
            line.text += text('\n', name);
            line.notes.push_back(text("the text of the heredoc is not recorded; it is the file ", words.back()));
        } else if (read.verb == "COPY" && source->starts_with('/')) {
            line.notes.emplace_back("a source that begins with / is mostly another stage's: COPY --from=STAGE");
        }
    }

    void add_setting(DockerfileLine& line, const HistoryRow& row, const Instruction& read) {
        if (read.verb == "ARG") declare(read.arguments);
        if (read.verb == "WORKDIR") change_directory(read.arguments);
        if (is_as_written(row, read) && read.verb != "SHELL")
            line.text = text(read.verb, ' ', read.arguments);
        else
            line.text = text(read.verb, ' ', arguments_of(line, read));
        keep_on_one_line(line);
    }

    static void keep_on_one_line(DockerfileLine& line) {
        if (line.text.find('\n') == line.text.npos) return;
        line.notes.push_back(text("can't be written on one line: ", line.text));
        line.text.clear();
    }

    void declare(std::string_view argument) { arguments_.insert(std::string(argument)); }

    void change_directory(std::string_view path) {
        working_dir_ = path.starts_with('/') ? std::string(path) : text(working_dir_, '/', path);
    }

    std::string arguments_of(DockerfileLine& line, const Instruction& read) {
        const std::string_view words = read.arguments;
        if (read.verb == "ENV") return pairs(line, words, variables_);
        if (read.verb == "LABEL") return pairs(line, words, labels_);
        if (read.verb == "ARG") return argument(words);
        if (read.verb == "CMD" || read.verb == "ENTRYPOINT") return shell_.command(words, dockerfile_.escape);
        if (read.verb == "EXPOSE") return joined_words(read_plain_list(words));
        if (read.verb == "SHELL") {
            const ShellInEffect::Choice choice = shell_.choose(words);
            if (!choice.sure) line.notes.emplace_back(unknown_ends);
            return choice.list;
        }
        if (read.verb == "VOLUME") {
            const auto list = read_word_list(words);
            return dockerfile_list(list ? *list : read_plain_list(words));
        }
        if (read.verb == "HEALTHCHECK")
            if (auto check = read_health_check(words)) return *std::move(check);
        return std::string(words);
    }

    std::string pairs(DockerfileLine& line, std::string_view words, const KnownValues& known) const {
        const Pairs read = read_flat_pairs(words, known);
        if (read.pairs.empty()) return std::string(words);
        if (!read.sure)
            line.notes.emplace_back("where a value ends is not recorded: there is more than one way to read it");
        std::string out;
        for (const auto& [key, value] : read.pairs)
            out += text(out.empty() ? "" : " ", key, '=', dockerfile_word(value, dockerfile_.escape));
        return out;
    }

    /// `ARG A=two words`; several arguments are several words with names.
    [[nodiscard]] std::string argument(std::string_view words) const {
        const std::size_t equals = words.find('=');
        const std::size_t blank = words.find(' ');
        if (blank == words.npos || equals == words.npos || equals > blank) return std::string(words);
        const Pairs read = read_flat_pairs(words, {});
        std::string out;
        for (const auto& [key, value] : read.pairs)
            out +=
                text(out.empty() ? "" : " ", key, '=', value.empty() ? "" : dockerfile_word(value, dockerfile_.escape));
        return out;
    }

    void add_layers_without_history() {
        for (std::uint32_t i = 0; i < image_.layers.size(); i++) {
            if (image_.layers[i].history < image_.config.history.size()) continue;
            DockerfileLine line;
            line.layer = i;
            line.in_base = i < base_.layers;
            line.notes.emplace_back("the history does not tell of this layer");
            dockerfile_.lines.push_back(std::move(line));
        }
    }

    const ImageRecord& image_;
    std::span<const std::shared_ptr<const Layer>> layers_;
    const BaseImage& base_;
    KnownValues variables_, labels_;
    Dockerfile dockerfile_;
    ShellInEffect shell_;
    std::string working_dir_ = "/";
    std::set<std::string> arguments_; ///< "NAME=value", declared or told of
};

} // namespace

Dockerfile reconstruct_dockerfile(const ImageRecord& image, std::span<const std::shared_ptr<const Layer>> layers,
                                  const BaseImage& base, BaseSteps steps) {
    return Writer(image, layers, base).write(steps);
}

} // namespace strata
