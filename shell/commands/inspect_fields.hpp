// The fields of `strata inspect --json`, which are those of `docker image inspect`.
#pragma once

#include "shell/commands.hpp"

namespace strata {

inline constexpr FieldRow inspect_fields[] = {
    {"Id", "digest of the config"},
    {"RepoTags[]", "names with tags"},
    {"RepoDigests[]", "names with the digest by which a registry would know the image"},
    {"Parent", "\"\": only a daemon knows"},
    {"Comment", "what the builder noted"},
    {"Created", "time of the build in RFC 3339"},
    {"DockerVersion", "as the builder wrote it"},
    {"Author", "as the config states it"},
    {"Config.Hostname", "as the config states it, like all fields of Config"},
    {"Config.Domainname", "domain of its host name"},
    {"Config.User", "who a container runs as"},
    {"Config.AttachStdin", "whether standard input is attached"},
    {"Config.AttachStdout", "whether standard output is attached"},
    {"Config.AttachStderr", "whether standard error is attached"},
    {"Config.ExposedPorts.*", "an empty object for each port, 80/tcp; only where there are any"},
    {"Config.Tty", "whether it gets a terminal"},
    {"Config.OpenStdin", "whether standard input stays open"},
    {"Config.StdinOnce", "whether that ends with the first who was attached"},
    {"Config.Env[]", "NAME=VALUE, or null"},
    {"Config.Cmd[]", "or null"},
    {"Config.Healthcheck.Test[]", "only where there is a health check, like the next five"},
    {"Config.Healthcheck.Interval", "nanoseconds"},
    {"Config.Healthcheck.Timeout", "nanoseconds"},
    {"Config.Healthcheck.StartPeriod", "nanoseconds"},
    {"Config.Healthcheck.StartInterval", "nanoseconds"},
    {"Config.Healthcheck.Retries", "failures in a row that make it unhealthy"},
    {"Config.ArgsEscaped", "only where it is true"},
    {"Config.Image", "the image of the step before, mostly \"\""},
    {"Config.Volumes.*", "an empty object for each path, or null"},
    {"Config.WorkingDir", "the folder it starts in"},
    {"Config.Entrypoint[]", "or null"},
    {"Config.NetworkDisabled", "only where it is true"},
    {"Config.MacAddress", "only where there is one"},
    {"Config.OnBuild[]", "or null"},
    {"Config.Labels.*", "a text for each label, or null"},
    {"Config.StopSignal", "only where there is one"},
    {"Config.StopTimeout", "only where there is one"},
    {"Config.Shell[]", "only where there is one"},
    {"Architecture", "amd64, arm64…"},
    {"Variant", "only where there is one"},
    {"Os", "linux or windows"},
    {"OsVersion", "only where there is one"},
    {"Size", "bytes of all layers' files"},
    {"GraphDriver.Data", "null: only a daemon knows"},
    {"GraphDriver.Name", "\"\": only a daemon knows"},
    {"RootFS.Type", "layers"},
    {"RootFS.Layers[]", "diff_ids, the bottom one first; only where there are any"},
    {"Metadata.LastTagTime", "0001-01-01T00:00:00Z: only a daemon knows"},
};

} // namespace strata
