// The packages of an image as the inventories that other programs read: CycloneDX, SPDX, plain package URLs.
#pragma once

#include "core/insight/find_packages.hpp"
#include "core/model/inspection.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace strata {

struct SoftwareBill {
    const Inspection& inspection;
    const Timeline& timeline;
    const PackageList& list;
    std::vector<const FoundPackage*> packages; ///< of the list, those that are wanted, in its order
    std::string_view tool_version;             ///< Strata's own
};

/// CycloneDX 1.6 as JSON (cyclonedx.org/docs/1.6/json). No clock: the time is the image's own, the serial number is
/// made from its digest, so the same image gives the same bytes. Layer and files are properties and occurrences. Where
/// something is missing its composition is "incomplete", with properties that say what; else "unknown", for software
/// that no file tells of is in no list.
[[nodiscard]] std::string cyclonedx_json(const SoftwareBill& bill);
/// SPDX 2.3 as JSON (spdx.github.io/spdx-spec/v2.3). The same rules; an image that states no time is from 1970. What is
/// missing stands in the document's comment.
[[nodiscard]] std::string spdx_json(const SoftwareBill& bill);
/// One package URL a line, sorted, each once.
[[nodiscard]] std::string package_urls(const SoftwareBill& bill);

/// What is known to be missing, a phrase each: files and layers that were not read, packages that were not asked for.
[[nodiscard]] std::vector<std::string> bill_gaps(const SoftwareBill& bill);
/// The name an inventory gives the image: "web:1.0", its short id, or what the person named.
[[nodiscard]] std::string bill_name(const Inspection& inspection);
/// The digest that tells the image from others: the manifest's, the config's, or none.
[[nodiscard]] const Digest& bill_digest(const Inspection& inspection);
/// 36 characters made from that digest (RFC 9562, version 8).
[[nodiscard]] std::string bill_uuid(const Inspection& inspection);
/// When the image was made, "2026-11-02T14:03:00Z"; "" where it does not say or in no form that can be read.
[[nodiscard]] std::string bill_time(const Inspection& inspection);

} // namespace strata
