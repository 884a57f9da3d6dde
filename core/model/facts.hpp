// What the bytes of single files say, noted while their layer is read, so that no insight reads a layer again.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace strata {

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
    std::uint64_t installed_size = 0; ///< bytes, as stated; 0 where nothing is
    std::vector<std::string> files;   ///< paths from "/" on, where the declaring file lists them
    friend bool operator==(const Package&, const Package&) = default;
};

/// A place in a file where a rule for secrets or certificates matches.
struct Sighting {
    std::string rule;         ///< the rule's id
    std::string masked;       ///< what stands there, without what would let anyone use it
    std::string detail;       ///< more about it: when a certificate expires
    std::uint64_t offset = 0; ///< byte of the file
    std::uint32_t line = 0;   ///< counts from 1; 0 in a file that is not text
    friend bool operator==(const Sighting&, const Sighting&) = default;
};

struct FileFacts {
    std::uint32_t entry = 0;         ///< the EntryIndex in its layer
    std::vector<Package> packages;   ///< that it declares
    std::vector<std::string> owned;  ///< a list of a package's files that stands apart from its declaration
    std::vector<Sighting> sightings; ///< in the order of their offsets
    [[nodiscard]] bool empty() const { return packages.empty() && owned.empty() && sightings.empty(); }
    friend bool operator==(const FileFacts&, const FileFacts&) = default;
};

} // namespace strata
