#include "core/archive/sparse_map.hpp"

#include "core/base/text.hpp"

#include <charconv>
#include <optional>
#include <string>

namespace strata {

namespace {

/// Lines of decimal numbers in blocks of data.
class NumberLines {
public:
    NumberLines(BlockStream& stream, std::uint64_t& stored, std::uint64_t most)
        : stream_(stream), stored_(stored), most_(most) {}

    Result<std::uint64_t> next() {
        std::size_t end = lines_.find('\n', used_);
        for (; end == lines_.npos; end = lines_.find('\n', used_)) TRY(read_block());
        std::uint64_t value = 0;
        const auto [parsed, error] = std::from_chars(lines_.data() + used_, lines_.data() + end, value);
        if (error != std::errc{} || parsed != lines_.data() + end)
            return fail(text("a piece of its sparse map is not a number, before byte ", stream_.position()));
        used_ = end + 1;
        return value;
    }

private:
    Result<void> read_block() {
        const auto block = TRY(stream_.peek());
        const bool too_long = lines_.size() - used_ > 32 || lines_.size() > most_;
        if (block.size() < tar_block || stored_ < tar_block || too_long)
            return fail(text("its sparse map has no end, before byte ", stream_.position()));
        lines_.append(reinterpret_cast<const char*>(block.data()), tar_block);
        stored_ -= tar_block;
        TRY(stream_.pass(tar_block));
        return {};
    }

    BlockStream& stream_;
    std::uint64_t& stored_;
    std::uint64_t most_;
    std::string lines_;
    std::size_t used_ = 0;
};

} // namespace

Result<std::vector<SparsePiece>> read_gnu_sparse_map(BlockStream& stream, const TarHeader& header, std::uint64_t room) {
    std::vector<SparsePiece> pieces;
    bool good = true;
    const auto keep = [&](std::optional<SparsePiece> piece) {
        good = good && piece.has_value();
        if (piece && (piece->offset != 0 || piece->size != 0)) pieces.push_back(*piece);
    };
    for (std::size_t i = 0; i < TarHeader::pieces; i++) keep(header.piece(i));
    bool more = header.has_more_pieces();
    TRY(stream.pass(tar_block));
    for (std::uint64_t used = tar_block; more && good; used += tar_block) {
        const auto block = TRY(stream.peek());
        if (block.size() < tar_block)
            return fail(text("the tar breaks off at byte ", stream.position(), ", in its sparse map"));
        if (used > room) return fail(text("its sparse map takes more than the ", room, " bytes left for its headers"));
        const TarHeader continued(block.first<tar_block>());
        for (std::size_t i = 0; i < TarHeader::continued_pieces; i++) keep(continued.continued_piece(i));
        more = continued.continues_pieces();
        TRY(stream.pass(tar_block));
    }
    if (!good) return fail(text("a piece of its sparse map is not a number, before byte ", stream.position()));
    return pieces;
}

Result<std::vector<SparsePiece>> read_sparse_map_in_data(BlockStream& stream, std::uint64_t& stored,
                                                         std::uint64_t most) {
    NumberLines numbers(stream, stored, most);
    std::vector<SparsePiece> pieces;
    const std::uint64_t count = TRY(numbers.next());
    for (std::uint64_t i = 0; i < count; i++) {
        SparsePiece piece;
        piece.offset = TRY(numbers.next());
        piece.size = TRY(numbers.next());
        pieces.push_back(piece);
    }
    return pieces;
}

Result<void> check_sparse_map(std::vector<SparsePiece>& pieces, std::uint64_t size, std::uint64_t stored,
                              std::uint64_t byte) {
    std::uint64_t end = 0;
    for (const SparsePiece& piece : pieces) {
        const bool inside =
            piece.offset >= end && piece.offset <= size && piece.size <= size - piece.offset && piece.size <= stored;
        if (!inside) return fail(text("the pieces of its sparse map don't fit its size, before byte ", byte));
        end = piece.offset + piece.size;
        stored -= piece.size;
    }
    std::erase_if(pieces, [](const SparsePiece& piece) { return piece.size == 0; });
    return {};
}

} // namespace strata
