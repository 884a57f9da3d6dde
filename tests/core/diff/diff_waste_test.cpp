#include "core/base/text.hpp"
#include "core/diff/diff_waste.hpp"
#include "core/report/waste_words.hpp"
#include "tests/kit/layer_text.hpp"

#include <catch2/catch_test_macros.hpp>
#include <initializer_list>
#include <string>

using namespace strata;

namespace {

struct Image {
    Image(std::initializer_list<std::string_view> layers)
        : inspection(kit::inspection_from_text(layers)), timeline(inspection), waste(find_waste(timeline)) {}
    [[nodiscard]] WasteSide side() const { return {waste, timeline}; }

    Inspection inspection;
    Timeline timeline;
    Waste waste;
};

/// "removed /a 5>0 layers 1>0": a row each, layers from 1 and 0 for none.
std::string told(const Image& a, const Image& b) {
    std::string out;
    for (const WasteDiffRow& row : diff_waste(a.side(), b.side()).rows)
        out += text(byte_class_name(row.which), ' ', row.path, ' ', row.bytes_a, '>', row.bytes_b, " layers ",
                    row.bytes_a == 0 ? 0 : row.layer_a + 1, '>', row.bytes_b == 0 ? 0 : row.layer_b + 1, '\n');
    return out;
}

} // namespace

TEST_CASE("what one image wastes and the other does not comes in the order of its bytes") {
    const Image clean = {"etc/a=12345\netc/b=1"};
    const Image wasteful = {"etc/a=12345\netc/b=1", "etc/a=123\netc/.wh.b=\nvar/log/build.log=1234567"};
    CHECK(told(clean, wasteful) == "log /var/log/build.log 0>7 layers 0>2\noverwritten /etc/a 0>5 layers 0>1\n"
                                   "removed /etc/b 0>1 layers 0>1\n");
    CHECK(told(wasteful, clean) == "log /var/log/build.log 7>0 layers 2>0\noverwritten /etc/a 5>0 layers 1>0\n"
                                   "removed /etc/b 1>0 layers 1>0\n");
    const WasteDiff diff = diff_waste(clean.side(), wasteful.side());
    CHECK(diff.wasted_a + diff.needless_a == 0);
    CHECK(diff.wasted_b == 6);
    CHECK(diff.needless_b == 7);
}

TEST_CASE("the waste of an image does not differ from itself, nor from the same waste in other layers") {
    const Image image = {"a=12345\nb=1\ngcc= size:600", "a=1\n.wh.b=", "a=22"};
    CHECK(told(image, image).empty());
    CHECK(told(image, {"x=9", "a=12345\nb=1\ngcc= size:600", "a=1\n.wh.b=", "a=22"}).empty());
}

TEST_CASE("one path may be wasted several times, and for another reason") {
    CHECK(told({"a=12345", "a=1", "a=22"}, {"a=12345", "a=22"}) == "overwritten /a 6>5 layers 1>1\n");
    CHECK(told({"a=12345", "a=123"}, {"a=12345", ".wh.a="}) ==
          "overwritten /a 5>0 layers 1>0\nremoved /a 0>5 layers 0>1\n");
    const std::string twins = "a=" + std::string(600, 'x') + "\nb=" + std::string(600, 'x');
    CHECK(told({twins}, {"a=" + std::string(600, 'x')}) == "duplicate /b 600>0 layers 1>0\n");
}

TEST_CASE("tools are in the sums of the classes alone") {
    const Image with = {"usr/lib/libc.a= size:700"};
    CHECK(told({"x=1"}, with).empty());
    CHECK(diff_waste(with.side(), with.side()).a[static_cast<std::size_t>(ByteClass::tools)].bytes == 700);
    CHECK(diff_waste(with.side(), with.side()).needless_a == 0);
}
