#include "core/tree/counterparts.hpp"
#include "tests/kit/layer_text.hpp"

#include <catch2/catch_test_macros.hpp>
#include <string>

using namespace strata;
using kit::inspection_from_text;

TEST_CASE("every node's counterpart is the one at its path, deleted ones too") {
    const Timeline from(inspection_from_text({"a/b/c=1\na/x=1\nonly/here=1\nz=1"}));
    const Timeline to(inspection_from_text({"0=1\na/b/c/below=1\na/y=1\nz=1", ".wh.z="}));
    Counterparts counterparts(from, to);
    for (NodeIndex i = 0; i < 2 * from.size(); i++) { // from the deepest to the root and back again
        const NodeIndex node =
            i < from.size() ? static_cast<NodeIndex>(from.size()) - 1 - i : i - static_cast<NodeIndex>(from.size());
        INFO(from.path(node));
        CHECK(counterparts.of(node) == to.find(from.path(node)));
    }
}

TEST_CASE("counterparts of a chain of folders take no longer than the chain") {
    std::string deep;
    for (int i = 0; i < 100'000; i++) deep += "d/";
    const Timeline from(inspection_from_text({deep + "x=1"})), to(inspection_from_text({deep + "y=1"}));
    Counterparts counterparts(from, to);
    std::size_t found = 0;
    for (NodeIndex node = 0; node < from.size(); node++) found += counterparts.of(node) != no_node ? 1 : 0;
    CHECK(found == 100'001);
}
