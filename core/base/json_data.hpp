// How a parsed document lies in memory: what parse_json fills and JsonValue reads.
#pragma once

#include "core/base/json.hpp"

#include <deque>
#include <string>

namespace strata::detail {

/// Values in the order of the text. An array or object is followed by its contents, an object's being key, value, key,
/// value…; `next` leads past them.
struct JsonNode {
    enum class Type : std::uint8_t { null, no, yes, positive, negative, real, string, array, object };
    std::uint64_t payload = 0; ///< a number's value, a string's start in `strings`, a container's element count
    std::uint32_t next = 0;    ///< the node behind this value; a string's or real's length in `strings`
    Type type = Type::null;
};
static_assert(sizeof(JsonNode) == 16);

struct JsonData {
    std::deque<JsonNode> nodes; // grows without copying: a large document is never there twice
    std::string strings;
    std::optional<std::uint64_t> first_bad_byte;

    [[nodiscard]] std::string_view string(const JsonNode& node) const {
        return std::string_view(strings).substr(static_cast<std::size_t>(node.payload), node.next);
    }
    [[nodiscard]] std::uint32_t after(std::uint32_t index) const {
        const JsonNode& node = nodes[index];
        return node.type >= JsonNode::Type::array ? node.next : index + 1;
    }
};

} // namespace strata::detail
