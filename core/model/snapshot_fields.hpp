// What each value of the model consists of in a snapshot, listed once for writing and reading.
#pragma once

#include "core/model/inspection.hpp"
#include "core/model/snapshot_stream.hpp"

namespace strata {

// Stream is snapshot::Writer (Ref<T> is const T&) or snapshot::Reader (Ref<T> is T&).

template <class Stream>
void fields(Stream& stream, typename Stream::template Ref<Platform> platform) {
    stream(platform.os);
    stream(platform.architecture);
    stream(platform.variant);
    stream(platform.os_version);
}

template <class Stream>
void fields(Stream& stream, typename Stream::template Ref<Problem> problem) {
    stream.choice(problem.severity, Severity::error);
    stream(problem.message);
}

template <class Stream>
void fields(Stream& stream, typename Stream::template Ref<Reference> reference) {
    stream(reference.repository);
    stream(reference.tag);
    stream(reference.digest);
}

template <class Stream>
void fields(Stream& stream, typename Stream::template Ref<Descriptor> descriptor) {
    stream(descriptor.media_type);
    stream(descriptor.digest);
    stream(descriptor.size);
    stream(descriptor.annotations);
    stream(descriptor.urls);
    stream(descriptor.platform);
}

template <class Stream>
void fields(Stream& stream, typename Stream::template Ref<HistoryRow> row) {
    stream(row.created);
    stream(row.created_by);
    stream(row.author);
    stream(row.comment);
    stream(row.empty_layer);
}

template <class Stream>
void fields(Stream& stream, typename Stream::template Ref<ContainerSettings> settings) {
    stream(settings.user);
    stream(settings.working_dir);
    stream(settings.stop_signal);
    stream(settings.env);
    stream(settings.entrypoint);
    stream(settings.cmd);
    stream(settings.shell);
    stream(settings.on_build);
    stream(settings.exposed_ports);
    stream(settings.volumes);
    stream(settings.labels);
    stream(settings.args_escaped);
}

template <class Stream>
void fields(Stream& stream, typename Stream::template Ref<ImageConfig> config) {
    stream(config.document);
    stream(config.created);
    stream(config.author);
    stream(config.docker_version);
    stream(config.platform);
    stream(config.settings);
    stream(config.rootfs_type);
    stream(config.diff_ids);
    stream(config.history);
}

template <class Stream>
void fields(Stream& stream, typename Stream::template Ref<LayerRecord> layer) {
    stream(layer.diff_id);
    stream(layer.descriptor);
    stream(layer.member);
    stream(layer.member_name);
    stream(layer.stored_size);
    stream.choice(layer.compression, Compression::bzip2);
    stream.choice(layer.state, BlobState::encrypted);
    stream(layer.history);
}

template <class Stream>
void fields(Stream& stream, typename Stream::template Ref<Attestation> attestation) {
    stream(attestation.manifest);
    stream(attestation.present);
    stream(attestation.predicates);
    stream(attestation.statements);
}

template <class Stream>
void fields(Stream& stream, typename Stream::template Ref<ImageRecord> image) {
    stream(image.names);
    stream(image.config_digest);
    stream(image.manifest_digest);
    stream(image.target_digest);
    stream(image.manifest_media_type);
    stream(image.manifest_document);
    stream(image.annotations);
    stream(image.platform);
    stream(image.config);
    stream(image.layers);
    stream(image.attestations);
    stream(image.available);
    stream(image.problems);
}

template <class Stream>
void fields(Stream& stream, typename Stream::template Ref<Owner> owner) {
    stream(owner.uid);
    stream(owner.gid);
    stream(owner.user);
    stream(owner.group);
}

template <class Stream>
void fields(Stream& stream, typename Stream::template Ref<Extra> extra) {
    stream(extra.link_target);
    stream(extra.xattrs);
    stream(extra.device_major);
    stream(extra.device_minor);
    stream(extra.raw_name);
}

template <class Stream>
void fields(Stream& stream, typename Stream::template Ref<Checkpoint> checkpoint) {
    stream(checkpoint.stored_offset);
    stream(checkpoint.unpacked_offset);
    stream(checkpoint.bit);
    stream(checkpoint.window);
}

/// A tree is written in columns: neighbours in a column are alike, so most numbers take one byte.
void fields(snapshot::Writer& writer, const LayerTree& tree);
/// Checks what all readers of a LayerTree rely on: parents before children, names, owners and extras in range.
void fields(snapshot::Reader& reader, LayerTree& tree);

template <class Stream>
void fields(Stream& stream, typename Stream::template Ref<Package> package) {
    stream.choice(package.ecosystem, Ecosystem::nuget);
    stream(package.name);
    stream(package.version);
    stream(package.architecture);
    stream(package.license);
    stream(package.source);
    stream(package.within);
    stream(package.installed_size);
    stream(package.files);
}

template <class Stream>
void fields(Stream& stream, typename Stream::template Ref<Sighting> sighting) {
    stream(sighting.rule);
    stream(sighting.masked);
    stream(sighting.detail);
    stream(sighting.offset);
    stream(sighting.line);
}

template <class Stream>
void fields(Stream& stream, typename Stream::template Ref<Distribution> distribution) {
    stream(distribution.id);
    stream(distribution.version);
    stream(distribution.name);
}

template <class Stream>
void fields(Stream& stream, typename Stream::template Ref<FileFacts> facts) {
    stream(facts.entry);
    stream(facts.packages);
    stream(facts.owned);
    stream(facts.licenses);
    stream(facts.distribution);
    stream(facts.sightings);
}

template <class Stream>
void fields(Stream& stream, typename Stream::template Ref<Layer> layer) {
    stream(layer.tree);
    stream.choice(layer.format, LayerFormat::zstd_chunked);
    stream(layer.tar_forms);
    stream(layer.tar_bytes);
    stream(layer.file_bytes);
    stream(layer.diff_id);
    stream(layer.blob_digest);
    stream(layer.checkpoints);
    stream(layer.facts);
    stream(layer.examined);
    stream(layer.problems);
}

} // namespace strata
