#include "core/base/json.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

using namespace strata;

namespace {

/// Asks every value of the document everything.
std::size_t visit(const JsonDocument& document) {
    std::size_t asked = 0;
    std::vector<JsonValue> waiting{document.root()};
    while (!waiting.empty()) {
        const JsonValue value = waiting.back();
        waiting.pop_back();
        asked += value.string_or("").size() + value.number_text().value_or("").size() + value.size();
        asked += value.strings() ? 1 : 0;
        for (const JsonValue item : value.items()) waiting.push_back(item);
        for (const auto& [key, field] : value.fields()) {
            asked += key.size();
            waiting.push_back(field);
        }
    }
    return asked;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text(reinterpret_cast<const char*>(data), size);
    const auto document = parse_json(text);
    if (document) visit(*document);
    const auto quoted = parse_json(json_quote(text));
    if (!quoted) std::abort(); // What is quoted is JSON, whatever the bytes.
    return 0;
}
