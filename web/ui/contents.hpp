// The bytes of files that were asked for, and what is made of them to be shown; a few files are kept, the rest
// forgotten.
#pragma once

#include "web/ui/session.hpp"
#include "web/ui/text_rows.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace strata::ui {

/// Which file's bytes: of an open image, where they are (hard links resolved).
struct ContentKey {
    std::uint32_t image = 0;
    Place place;
    explicit operator bool() const { return image != 0 && place; }
    friend auto operator<=>(const ContentKey&, const ContentKey&) = default;
};

struct Content {
    Stage stage = Stage::reading;
    std::string bytes;       ///< the first of the file, when ready
    std::uint64_t size = 0;  ///< bytes of the whole file
    Digest sha256;           ///< of the whole file, when all of it is there
    std::uint64_t limit = 0; ///< bytes asked for
    std::string failure;
    RequestId request = 0;

    [[nodiscard]] bool complete() const { return stage == Stage::ready && bytes.size() >= size; }
};

class Contents {
public:
    /// nullptr: never asked for, or forgotten since.
    [[nodiscard]] const Content* find(const ContentKey& key) const;
    /// Notes a request; what arrived before stays until the answer is there.
    void asked(const ContentKey& key, RequestId request, std::uint64_t limit);
    /// A text that the page made itself, in the place of any other of that image.
    void put(const ContentKey& key, std::string text);
    /// Takes the answer of a request; returns whose it was, no key for someone else's.
    ContentKey answered(web::Answer answer);
    void forget(std::uint32_t image);
    /// Those that are on their way.
    [[nodiscard]] std::vector<RequestId> requests_of(std::uint32_t image) const;

    /// The text in rows of at most `columns` bytes.
    const std::vector<TextRow>& rows(const ContentKey& key, Language language, std::uint32_t columns);
    /// How a difference is put in rows.
    struct DifferenceLook {
        DifferenceShape shape = DifferenceShape::unified;
        Language language = Language::none;
        std::uint32_t columns = 0; ///< bytes of a line in a row at most; 0: all
        EqualLines equal_lines = EqualLines::folded;
        bool operator==(const DifferenceLook&) const = default;
    };
    /// Two texts line by line; both must be there.
    const std::vector<DiffLine>& difference(const ContentKey& a, const ContentKey& b, const DifferenceLook& look);
    /// Where `words` stand in the difference that was asked for last.
    const std::vector<DiffPlace>& found_in_difference(std::string_view words);
    /// Where `words` stand in the text, without regard to case.
    const std::vector<std::size_t>& found(const ContentKey& key, std::string_view words);

private:
    struct Kept {
        Content content;
        std::uint64_t asked_at = 0;
        std::uint64_t version = 0; ///< grows with each answer
    };
    template <class Made, class Wish>
    struct Cached {
        Wish wish{};
        Made made;
    };
    struct RowsWish {
        ContentKey key;
        std::uint64_t version = 0;
        Language language = Language::none;
        std::uint32_t columns = 0;
        bool operator==(const RowsWish&) const = default;
    };
    struct DifferenceWish {
        ContentKey a, b;
        std::uint64_t version_a = 0, version_b = 0;
        DifferenceLook look;
        bool operator==(const DifferenceWish&) const = default;
    };
    struct FoundInDifferenceWish {
        DifferenceWish difference;
        std::string words;
        bool operator==(const FoundInDifferenceWish&) const = default;
    };
    struct FoundWish {
        ContentKey key;
        std::uint64_t version = 0;
        std::string words;
        bool operator==(const FoundWish&) const = default;
    };

    std::map<ContentKey, Kept> kept_;
    Cached<std::vector<TextRow>, RowsWish> rows_;
    Cached<std::vector<DiffLine>, DifferenceWish> difference_;
    Cached<std::vector<DiffPlace>, FoundInDifferenceWish> found_in_difference_;
    Cached<std::vector<std::size_t>, FoundWish> found_;
    std::uint64_t count_ = 0;
};

} // namespace strata::ui
