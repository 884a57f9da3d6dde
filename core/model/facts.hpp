// What the bytes of single files say, noted while their layer is read, so that no insight reads a layer again.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace strata {

/// Bits: what was or is to be looked for.
enum FactKind : std::uint8_t {
    facts_packages = 1, ///< packages, the files they own, the distribution
    facts_secrets = 2,  ///< sightings
    facts_all = 3,
};

/// Whose packages: the type of a package URL (purl-spec, "Known types").
enum class Ecosystem : std::uint8_t { deb, apk, rpm, pypi, npm, gem, golang, cargo, maven, composer, nuget };

/// A package as the file that declares it says.
struct Package {
    Ecosystem ecosystem = Ecosystem::deb;
    std::string name;         ///< with its group where the ecosystem has one: "org.slf4j:slf4j-api", "@types/node"
    std::string version;      ///< as written there, with epoch and revision
    std::string architecture; ///< "" where it says nothing
    std::string license;      ///< as written there, "" where it says nothing
    std::string source;       ///< the source package where it has another name: "glibc" of libc6
    std::string within;       ///< where in the declaring file, when that is an archive: "BOOT-INF/lib/slf4j-api.jar"
    std::uint64_t installed_size = 0; ///< bytes, as stated; 0 where nothing is
    std::vector<std::string> files;   ///< paths from "/" on, where the declaring file says them; with "/" at the end a
                                      ///< folder and all in it but what a package below it has
    friend bool operator==(const Package&, const Package&) = default;
};

/// A place in a file where a rule for secrets or certificates matches, or a word on what of the file was not read.
struct Sighting {
    std::string rule;         ///< the rule's id
    std::string masked;       ///< what stands there, without what would let anyone use it
    std::string detail;       ///< more about it: when a certificate expires
    std::uint64_t offset = 0; ///< byte of the file
    std::uint32_t line = 0;   ///< counts from 1; 0 in a file that is not text
    friend bool operator==(const Sighting&, const Sighting&) = default;
};

/// The system that packages come from (os-release(5)).
struct Distribution {
    std::string id;      ///< ID: "debian"
    std::string version; ///< VERSION_ID: "12"
    std::string name;    ///< PRETTY_NAME: "Debian GNU/Linux 12 (bookworm)"
    [[nodiscard]] bool empty() const { return id.empty() && version.empty() && name.empty(); }
    friend bool operator==(const Distribution&, const Distribution&) = default;
};

struct FileFacts {
    std::uint32_t entry = 0;           ///< the EntryIndex in its layer
    std::vector<Package> packages;     ///< that it declares
    std::vector<std::string> owned;    ///< a list of a package's files that stands apart from its declaration
    std::vector<std::string> licenses; ///< of the package whose licence this file is, each once, in their order
    Distribution distribution;
    std::vector<Sighting> sightings; ///< in the order of their offsets
    std::string kept;                ///< the file's bytes, for Examiner::finish_layer; "" once the layer is read
    [[nodiscard]] bool empty() const {
        return packages.empty() && owned.empty() && licenses.empty() && distribution.empty() && sightings.empty() &&
               kept.empty();
    }
    /// Bytes of memory, about.
    [[nodiscard]] std::uint64_t weight() const;
    /// Puts what another look at the same file found behind what this one found.
    void append(FileFacts other);
    friend bool operator==(const FileFacts&, const FileFacts&) = default;
};

} // namespace strata
