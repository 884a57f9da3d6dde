#include "tests/kit/run_in_process.hpp"

#include "shell/run_command.hpp"

#include <cstdio>
#include <fcntl.h>
#include <sstream>
#include <thread>
#include <unistd.h>

namespace strata::kit {

ConsoleFacts plain_console() {
    ConsoleFacts facts;
    facts.input = -1;
    facts.now = {1'795'478'400, 0};
    facts.processors = 2;
    return facts;
}

Ran run(const std::vector<std::string_view>& words, const ConsoleFacts& facts) {
    std::ostringstream out;
    std::ostringstream err;
    Console console(out, err, facts);
    const int exit = run_command(words, console);
    return {out.str(), err.str(), exit};
}

Ran run_with_input(const std::vector<std::string_view>& words, std::string_view bytes, Input input) {
    ConsoleFacts facts = plain_console();
    if (input == Input::file) {
        std::FILE* file = std::tmpfile();
        std::fwrite(bytes.data(), 1, bytes.size(), file);
        std::fflush(file);
        std::rewind(file);
        facts.input = fileno(file);
        Ran ran = run(words, facts);
        std::fclose(file);
        return ran;
    }
    int ends[2];
    if (pipe(ends) != 0) return {"", "no pipe", 99};
    facts.input = ends[0];
    Ran ran;
    {
        const std::jthread writer([&] {
            while (!bytes.empty()) {
                const ssize_t count = write(ends[1], bytes.data(), bytes.size());
                if (count <= 0) break;
                bytes.remove_prefix(static_cast<std::size_t>(count));
            }
            close(ends[1]);
        });
        ran = run(words, facts);
    }
    close(ends[0]);
    return ran;
}

} // namespace strata::kit
