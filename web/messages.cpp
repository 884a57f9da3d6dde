#include "web/messages.hpp"

#include "core/base/text.hpp"
#include "core/model/snapshot_fields.hpp"

#include <algorithm>
#include <type_traits>
#include <utility>

namespace strata {

// Entries that travel alone; the tree they belong to stays behind.
template <class Stream>
void fields(Stream& stream, typename Stream::template Ref<Entry> entry) {
    stream(entry.size);
    stream(entry.data_offset);
    stream.choice(entry.type, FileType::whiteout);
    stream(entry.flags);
}

template <class Stream>
void fields(Stream& stream, typename Stream::template Ref<Listing> listing) {
    stream(listing.source);
    stream.choice(listing.kind, ArchiveKind::snapshot);
    stream.choice(listing.outer, Compression::bzip2);
    stream(listing.archive_bytes);
    stream(listing.images);
    stream(listing.others);
    stream(listing.problems);
}

template <class Stream>
void fields(Stream& stream, typename Stream::template Ref<ContentHash> hash) {
    stream(hash.low);
    stream(hash.high);
}

/// A time, which may lie before 1970.
void time_field(snapshot::Writer& writer, std::int64_t time) { writer.varint(snapshot::zigzag(time)); }
void time_field(snapshot::Reader& reader, std::int64_t& time) { time = snapshot::unzigzag(reader.varint()); }

template <class Stream>
void fields(Stream& stream, typename Stream::template Ref<NestedMember> member) {
    stream(member.path);
    stream.choice(member.type, FileType::whiteout);
    stream(member.size);
    stream(member.packed_size);
    stream(member.content);
    time_field(stream, member.mtime);
    stream(member.mtime_nanoseconds);
    stream(member.mode);
    stream(member.uid);
    stream(member.gid);
    stream(member.owner_names);
    stream(member.more);
    stream(member.archive);
}

template <class Stream>
void fields(Stream& stream, typename Stream::template Ref<NestedArchive> archive) {
    stream.choice(archive.kind, NestedKind::bytecode);
    stream.choice(archive.compression, Compression::bzip2);
    stream(archive.unpacked);
    time_field(stream, archive.mtime);
    stream(archive.header);
    stream(archive.members);
    stream(archive.problem);
}

template <class Stream>
void fields(Stream& stream, typename Stream::template Ref<NestedFile> file) {
    stream(file.archives);
    stream(file.problem);
}

namespace {

/// What whoever walks a NestedFile relies on: an archive's members lead only to archives behind it.
bool leads_inwards(const NestedFile& file) {
    for (std::size_t i = 0; i < file.archives.size(); i++)
        for (const NestedMember& member : file.archives[i].members)
            if (member.archive != no_index && (member.archive <= i || member.archive >= file.archives.size()))
                return false;
    return true;
}

} // namespace

namespace web {

template <class Stream>
void fields(Stream&, typename Stream::template Ref<ListRequest>) {}
template <class Stream>
void fields(Stream& stream, typename Stream::template Ref<LayerRequest> request) {
    stream(request.image);
    stream(request.layer);
}
template <class Stream>
void fields(Stream& stream, typename Stream::template Ref<ContentRequest> request) {
    stream(request.image);
    stream(request.layer);
    stream(request.entry);
    stream(request.checkpoints);
    stream(request.limit);
}
template <class Stream>
void fields(Stream& stream, typename Stream::template Ref<HashRequest> request) {
    stream(request.image);
    stream(request.layer);
    stream(request.files);
}
template <class Stream>
void fields(Stream& stream, typename Stream::template Ref<NestedQuestion> question) {
    stream(question.entry);
    stream(question.name);
}
template <class Stream>
void fields(Stream& stream, typename Stream::template Ref<NestedRequest> request) {
    stream(request.image);
    stream(request.layer);
    stream(request.files);
    stream(request.checkpoints);
}
template <class Stream>
void fields(Stream& stream, typename Stream::template Ref<NestedAnswer> answer) {
    stream(answer.files);
}
template <class Stream>
void fields(Stream& stream, typename Stream::template Ref<VerifyRequest> request) {
    stream(request.image);
    stream(request.layer);
}
template <class Stream>
void fields(Stream& stream, typename Stream::template Ref<ListAnswer> answer) {
    stream(answer.listing);
    stream(answer.layers);
}
template <class Stream>
void fields(Stream& stream, typename Stream::template Ref<LayerAnswer> answer) {
    stream(answer.layer);
}
template <class Stream>
void fields(Stream& stream, typename Stream::template Ref<ContentAnswer> answer) {
    stream(answer.bytes);
    stream(answer.size);
    stream(answer.sha256);
}
template <class Stream>
void fields(Stream& stream, typename Stream::template Ref<HashAnswer> answer) {
    stream(answer.hashes);
}
template <class Stream>
void fields(Stream& stream, typename Stream::template Ref<VerifyAnswer> answer) {
    stream(answer.diff_id);
    stream(answer.blob_digest);
    stream(answer.problems);
}
template <class Stream>
void fields(Stream& stream, typename Stream::template Ref<ProgressAnswer> answer) {
    stream(answer.done);
    stream(answer.total);
}
template <class Stream>
void fields(Stream& stream, typename Stream::template Ref<FailureAnswer> answer) {
    stream(answer.message);
}

namespace {

using snapshot::Reader;
using snapshot::Writer;

template <class... Choices>
void write_choice(Writer& writer, const std::variant<Choices...>& choice) {
    writer(static_cast<std::uint32_t>(choice.index()));
    std::visit([&](const auto& held) { fields(writer, held); }, choice);
}

template <std::size_t Index = 0, class... Choices>
void read_choice(Reader& reader, std::variant<Choices...>& choice, std::uint32_t which) {
    if constexpr (Index < sizeof...(Choices)) {
        if (which == Index) return fields(reader, choice.template emplace<Index>());
        read_choice<Index + 1>(reader, choice, which);
    } else {
        reader.fail("a message of an unknown kind");
    }
}

template <class Message>
std::string encode_message(const Message& message) {
    Writer writer;
    writer(message.id);
    if constexpr (requires { message.file; }) writer(message.file);
    write_choice(writer, message.what);
    return std::move(writer.bytes);
}

template <class Message>
Result<Message> decode_message(std::span<const std::byte> bytes) {
    Reader reader(bytes);
    Message message;
    reader(message.id);
    if constexpr (requires { message.file; }) reader(message.file);
    std::uint32_t which = 0;
    reader(which);
    read_choice(reader, message.what, which);
    if (reader.failed()) return fail(text("damaged message: ", reader.error()));
    if (reader.left() > 0) return fail(text("damaged message: ", reader.left(), " bytes too many"));
    if constexpr (std::is_same_v<Message, Answer>) {
        const auto* nested = std::get_if<NestedAnswer>(&message.what);
        if (nested != nullptr && !std::ranges::all_of(nested->files, leads_inwards))
            return fail("damaged message: an archive lies inside one behind it");
    }
    return message;
}

} // namespace

std::vector<Checkpoint> checkpoint_before(const Layer& layer, std::uint64_t unpacked_offset) {
    const Checkpoint* nearest = nearest_checkpoint(layer.checkpoints, unpacked_offset);
    return nearest ? std::vector{*nearest} : std::vector<Checkpoint>{};
}

std::string encode(const Request& request) { return encode_message(request); }
std::string encode(const Answer& answer) { return encode_message(answer); }
Result<Request> decode_request(std::span<const std::byte> bytes) { return decode_message<Request>(bytes); }
Result<Answer> decode_answer(std::span<const std::byte> bytes) { return decode_message<Answer>(bytes); }

} // namespace web
} // namespace strata
