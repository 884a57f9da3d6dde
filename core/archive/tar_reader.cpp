#include "core/archive/tar_reader.hpp"

#include "core/archive/sparse_map.hpp"
#include "core/base/quote.hpp"
#include "core/base/text.hpp"

#include <algorithm>
#include <array>
#include <limits>

namespace strata {

namespace {

constexpr std::size_t most_problems = 20;
constexpr std::array<std::byte, 64 * 1024> zeros{};

std::uint64_t padding_behind(std::uint64_t size) { return (tar_block - size % tar_block) % tar_block; }

FileType file_type(char type) {
    switch (type) {
    case '1': return FileType::hard_link;
    case '2': return FileType::symbolic_link;
    case '3': return FileType::character_device;
    case '4': return FileType::block_device;
    case '5':
    case 'D': return FileType::directory; // 'D': of GNU's incremental backups, with a list of names as data
    case '6': return FileType::fifo;
    default: return FileType::regular; // and so says POSIX of types one doesn't know
    }
}

/// -2 is the "nobody" of old systems; larger numbers than the kernel has count as its largest.
std::uint32_t owner_id(std::int64_t id) {
    if (id > std::numeric_limits<std::uint32_t>::max()) return std::numeric_limits<std::uint32_t>::max();
    return static_cast<std::uint32_t>(id);
}
std::uint32_t owner_id(std::uint64_t id) {
    return static_cast<std::uint32_t>(std::min<std::uint64_t>(id, std::numeric_limits<std::uint32_t>::max()));
}

} // namespace

Result<const TarEntry*> TarReader::next() {
    TRY(pass_entry());
    first_header_ = position();
    extension_bytes_ = 0;
    pax_ = {};
    long_name_.clear();
    long_link_.clear();
    for (;;) {
        switch (TRY(read_header())) {
        case Step::entry: return &entry_;
        case Step::extension: break;
        case Step::end: return nullptr;
        }
    }
}

Result<TarReader::Step> TarReader::read_header() {
    const std::span<const std::byte> block = TRY(stream_.peek());
    if (block.size() < tar_block) {
        unclosed_ = true;
        if (std::ranges::all_of(block, [](std::byte byte) { return byte == std::byte{0}; })) return Step::end;
        return fail(
            text("the tar breaks off at byte ", position() + block.size(), ", inside the header at byte ", position()));
    }
    const TarHeader header(block.first<tar_block>());
    if (header.is_zero()) {
        TRY(stream_.pass(tar_block));
        return Step::end;
    }
    if (!header.is_sound()) return fail(text("no tar header at byte ", position(), ": its checksum is wrong"));
    forms_ |= header.form();
    const char type = header.type();
    if (std::string_view("xXgLKVMN").contains(type)) {
        TRY(read_extension(header, type));
        return Step::extension;
    }
    TRY(read_entry(header, type));
    return Step::entry;
}

Result<void> TarReader::read_extension(const TarHeader& header, char type) {
    const std::string at = text("the header at byte ", position());
    const std::uint64_t size = TRY_WITHIN(at, header.size());
    TRY(stream_.pass(tar_block));
    const bool is_name = type == 'L' || type == 'K', is_pax = type == 'x' || type == 'X';
    if (!is_name && !is_pax) { // a global header says nothing that container engines heed, nor does a volume's label
        const std::uint64_t whole = size + padding_behind(size);
        if (TRY(stream_.pass(whole)) < size) return fail(text("the tar breaks off at byte ", position()));
        return {};
    }
    std::string body = TRY_WITHIN(at, read_body(size, is_name ? limits_.name_bytes : limits_.header_bytes));
    if (is_name) body.resize(std::min(body.find('\0'), body.size()));
    std::string& kept = is_pax ? pax_body_ : type == 'L' ? long_name_ : long_link_;
    kept = std::move(body);
    if (!is_pax) return {};
    pax_ = parse_pax_header(pax_body_);
    if (!pax_.damage.empty()) note(text(at, ": ", pax_.damage));
    return {};
}

Result<std::string> TarReader::read_body(std::uint64_t size, std::uint64_t most) {
    extension_bytes_ += std::min(size, limits_.header_bytes + 1);
    if (size > most || extension_bytes_ > limits_.header_bytes)
        return fail(text("an extended header of ", size, " bytes is over the limit of ", most));
    std::string body; // grows with what is there, not with what the header says
    while (body.size() < size) {
        const auto piece = TRY(stream_.take(size - body.size()));
        if (piece.empty()) return fail(text("the tar breaks off at byte ", position(), ", inside an extended header"));
        body.append(reinterpret_cast<const char*>(piece.data()), piece.size());
    }
    TRY(stream_.pass(padding_behind(size)));
    return body;
}

Result<void> TarReader::read_entry(const TarHeader& header, char type) {
    const std::string_view prefix = header.prefix();
    path_.clear();
    if (!long_name_.empty())
        path_ = long_name_;
    else if (prefix.empty())
        path_ = header.name();
    else
        path_.append(prefix).append(1, '/').append(header.name());
    if (!pax_.path.empty()) path_ = pax_.path;
    if (pax_.sparse && !pax_.sparse->name.empty()) path_ = pax_.sparse->name;
    if (path_.size() > limits_.name_bytes)
        return fail(text("the header at byte ", position(), ": a name of ", path_.size(),
                         " bytes is over the limit of ", limits_.name_bytes));
    entry_.path = path_;
    entry_.type = file_type(type);
    if (entry_.type == FileType::regular && path_.ends_with('/')) entry_.type = FileType::directory; // before POSIX
    entry_.mode = static_cast<std::uint16_t>(header.mode() & 07777);
    entry_.mtime = header.mtime();
    entry_.mtime_nanoseconds = 0;
    entry_.owner.uid = owner_id(header.uid());
    entry_.owner.gid = owner_id(header.gid());
    entry_.owner.user = header.user();
    entry_.owner.group = header.group();
    const bool is_link = entry_.type == FileType::hard_link || entry_.type == FileType::symbolic_link;
    const bool is_device = entry_.type == FileType::character_device || entry_.type == FileType::block_device;
    std::string& link = is_link ? entry_.extra.link_target : entry_.stray_link;
    (is_link ? entry_.stray_link : entry_.extra.link_target).clear();
    link = !pax_.link_path.empty() ? pax_.link_path : long_link_.empty() ? header.link() : std::string_view(long_link_);
    entry_.extra.device_major = is_device ? owner_id(header.device_major()) : 0;
    entry_.extra.device_minor = is_device ? owner_id(header.device_minor()) : 0;
    apply_pax(is_device);
    return read_data_facts(header, type);
}

void TarReader::apply_pax(bool is_device) {
    if (pax_.mtime) {
        entry_.mtime = pax_.mtime->seconds;
        entry_.mtime_nanoseconds = pax_.mtime->nanoseconds;
    }
    if (pax_.uid) entry_.owner.uid = owner_id(*pax_.uid);
    if (pax_.gid) entry_.owner.gid = owner_id(*pax_.gid);
    if (pax_.user) entry_.owner.user = *pax_.user;
    if (pax_.group) entry_.owner.group = *pax_.group;
    if (is_device && pax_.device_major) entry_.extra.device_major = owner_id(*pax_.device_major);
    if (is_device && pax_.device_minor) entry_.extra.device_minor = owner_id(*pax_.device_minor);
    entry_.extra.xattrs = std::move(pax_.xattrs);
}

/// How many bytes follow, and what they mean.
Result<void> TarReader::read_data_facts(const TarHeader& header, char type) {
    const auto size = pax_.size ? Result<std::uint64_t>(*pax_.size) : header.size();
    const bool is_file = entry_.type == FileType::regular;
    if (is_file && !size) return wrap(size.error(), text("the header of ", quote(path_), " at byte ", position()));
    std::uint64_t stored = size.value_or(0);
    const bool old_sparse = is_file && type == 'S';
    const bool pax_sparse = is_file && pax_.sparse && pax_.sparse->real_size;
    entry_.sparse = old_sparse || pax_sparse;
    pieces_.clear();
    piece_ = 0;
    file_position_ = 0;
    if (old_sparse) {
        const auto real_size = header.real_size();
        if (!real_size || *real_size < 0)
            return fail(text(quote(path_), ": the sparse file's real size is not a number that a file can have"));
        entry_.size = static_cast<std::uint64_t>(*real_size);
        const std::uint64_t room = limits_.header_bytes - std::min(extension_bytes_, limits_.header_bytes);
        pieces_ = TRY_WITHIN(quote(path_), read_gnu_sparse_map(stream_, header, room));
    } else {
        TRY(stream_.pass(tar_block));
        entry_.size = pax_sparse ? *pax_.sparse->real_size : stored;
    }
    if (!is_file && stored > 0 && !TRY(data_follow())) stored = 0;
    if (!is_file) entry_.size = 0;
    stored_left_ = stored;
    padding_ = padding_behind(stored);
    entry_.data_offset = entry_.sparse ? first_header_ : position();
    if (pax_sparse) {
        pieces_ = std::move(pax_.sparse->pieces);
        if (pax_.sparse->map_in_data)
            pieces_ = TRY_WITHIN(quote(path_), read_sparse_map_in_data(stream_, stored_left_, limits_.header_bytes));
    }
    if (entry_.sparse) TRY_WITHIN(quote(path_), check_sparse_map(pieces_, entry_.size, stored_left_, position()));
    return {};
}

/// Whether a link or folder whose header has a size really has data: old tars give a hard link its file's size, and no
/// data; some pax writers give it the data too.
Result<bool> TarReader::data_follow() {
    const auto block = TRY(stream_.peek());
    if (block.size() < tar_block) return false;
    const TarHeader header(block.first<tar_block>());
    return !header.is_zero() && !header.is_sound();
}

Result<std::span<const std::byte>> TarReader::data() {
    if (entry_.sparse) return sparse_data();
    if (stored_left_ == 0 || entry_.type != FileType::regular) return std::span<const std::byte>{};
    const auto piece = TRY_WITHIN(quote(path_), stream_.take(stored_left_));
    if (piece.empty()) return cut_short();
    stored_left_ -= piece.size();
    return piece;
}

Result<std::span<const std::byte>> TarReader::sparse_data() {
    while (piece_ < pieces_.size() && file_position_ >= pieces_[piece_].offset + pieces_[piece_].size) piece_++;
    const std::uint64_t hole_end = piece_ < pieces_.size() ? pieces_[piece_].offset : entry_.size;
    if (file_position_ < hole_end) {
        const std::uint64_t hole = std::min<std::uint64_t>(hole_end - file_position_, zeros.size());
        file_position_ += hole;
        return std::span(zeros).first(static_cast<std::size_t>(hole));
    }
    if (piece_ == pieces_.size()) return std::span<const std::byte>{};
    const SparsePiece& piece = pieces_[piece_];
    const auto bytes = TRY_WITHIN(quote(path_), stream_.take(piece.offset + piece.size - file_position_));
    if (bytes.empty()) return cut_short();
    file_position_ += bytes.size();
    stored_left_ -= bytes.size();
    return bytes;
}

Result<void> TarReader::pass_entry() {
    if (TRY_WITHIN(quote(path_), stream_.pass(stored_left_)) < stored_left_) return cut_short();
    stored_left_ = 0;
    TRY(stream_.pass(padding_)); // may be missing at the very end
    padding_ = 0;
    return {};
}

std::unexpected<Error> TarReader::cut_short() const {
    return fail(text("the tar breaks off at byte ", position(), ", inside ", quote(path_)));
}

void TarReader::note(std::string message) {
    if (problems_.size() < most_problems) problems_.push_back({Severity::warning, std::move(message)});
}

} // namespace strata
