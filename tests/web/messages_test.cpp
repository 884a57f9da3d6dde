#include "tests/kit/layer_text.hpp"
#include "web/messages.hpp"

#include <catch2/catch_test_macros.hpp>
#include <random>

using namespace strata;
using namespace strata::web;

namespace {

std::span<const std::byte> bytes_of(const std::string& text) { return std::as_bytes(std::span(text)); }

std::vector<std::string> sample_messages() {
    ListAnswer list;
    list.listing.source = "a.tar";
    list.listing.images.resize(2);
    list.listing.images[1].names = {{.repository = "shop/api", .tag = "1", .digest = {}}};
    NestedAnswer nested;
    nested.files.resize(2);
    nested.files[0].archives.resize(2);
    nested.files[0].archives[0].members = {{.path = "lib/a.jar", .size = 9, .archive = 1},
                                           {.path = "b", .content = {1, 2}}};
    nested.files[0].archives[1] = {.kind = NestedKind::zip, .problem = "zip: cut off"};
    nested.files[1].problem = "too large";
    return {
        encode(Answer{.id = 1, .what = std::move(list)}),
        encode(Answer{.id = 2, .what = LayerAnswer{kit::layer_from_text("etc/\netc/passwd=root")}}),
        encode(Answer{.id = 3, .what = ContentAnswer{.bytes = "hello", .size = 5}}),
        encode(Answer{.id = 4, .what = HashAnswer{{{1, 2}, {}}}}),
        encode(Answer{.id = 5, .what = ProgressAnswer{1, 2}}),
        encode(Answer{.id = 6, .what = FailureAnswer{"no"}}),
        encode(Answer{.id = 7, .what = std::move(nested)}),
    };
}

} // namespace

TEST_CASE("messages arrive as they were sent") {
    const Request request{
        .id = 7,
        .file = 3,
        .what = ContentRequest{.image = 1, .layer = 2, .entry = {.size = 9, .data_offset = 512}, .limit = 100}};
    const auto read = decode_request(bytes_of(encode(request)));
    REQUIRE(read);
    CHECK(read->id == 7);
    CHECK(read->file == 3);
    const auto* content = std::get_if<ContentRequest>(&read->what);
    REQUIRE(content);
    CHECK(content->layer == 2);
    CHECK(content->entry.data_offset == 512);
    for (const std::string& message : sample_messages()) {
        const auto answer = decode_answer(bytes_of(message));
        REQUIRE(answer);
        CHECK(encode(*answer) == message);
    }
}

TEST_CASE("damaged messages are refused or are messages still") {
    std::mt19937 random(1);
    for (const std::string& message : sample_messages()) {
        for (std::size_t size = 0; size < message.size(); size++)
            CHECK_FALSE(decode_answer(bytes_of(message).subspan(0, size)));
        for (int round = 0; round < 2000; round++) {
            std::string damaged = message;
            damaged[random() % damaged.size()] = static_cast<char>(random());
            if (const auto answer = decode_answer(bytes_of(damaged))) CHECK_FALSE(encode(*answer).empty());
        }
    }
}

TEST_CASE("a question about the inside of files arrives with their names") {
    const NestedRequest asked{.image = 1,
                              .layer = 2,
                              .files = {{.entry = {.size = 9, .data_offset = 512}, .name = "a.jar"}},
                              .checkpoints = {{.stored_offset = 5}}};
    const auto read = decode_request(bytes_of(encode(Request{.id = 1, .file = 2, .what = asked})));
    REQUIRE(read);
    const auto* question = std::get_if<NestedRequest>(&read->what);
    REQUIRE(question);
    REQUIRE(question->files.size() == 1);
    CHECK(question->files[0].name == "a.jar");
    CHECK(question->files[0].entry.data_offset == 512);
    CHECK(question->checkpoints.size() == 1);
}

TEST_CASE("an answer in which an archive lies in itself is refused") {
    NestedAnswer answer;
    answer.files.resize(1);
    answer.files[0].archives.resize(2);
    answer.files[0].archives[0].members = {{.path = "a.jar", .archive = 1}};
    CHECK(decode_answer(bytes_of(encode(Answer{.id = 1, .what = answer}))));
    for (const std::uint32_t wrong : {0U, 2U, 1000U}) {
        answer.files[0].archives[0].members[0].archive = wrong;
        CHECK_FALSE(decode_answer(bytes_of(encode(Answer{.id = 1, .what = answer}))));
    }
}
