#include "core/base/text.hpp"
#include "core/insight/package_url.hpp"
#include "core/report/json.hpp"
#include "core/report/software_bill.hpp"
#include "core/report/spdx_license.hpp"

#include <map>
#include <utility>

namespace strata {

namespace {

constexpr std::string_view unknown = "NOASSERTION";

/// Letters, digits, "." and "-" are all that an SPDX identifier may have.
std::string plain(std::string_view words) {
    std::string out;
    for (const char byte : words) {
        const bool kept = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
                          (byte >= '0' && byte <= '9') || byte == '.' || byte == '-';
        out += kept ? byte : '-';
    }
    return out;
}

/// Licences that SPDX's list does not have stand in the document with their words, under a name of their own.
class Licenses {
public:
    /// What licenseDeclared says.
    std::string declared(const std::string& written) {
        std::string license = spdx_spelling(written);
        if (license.empty()) return std::string(unknown);
        if (license_form(license) != LicenseForm::words) return license;
        if (const auto known = references_.find(license); known != references_.end()) return known->second;
        std::string reference = license_reference(license);
        if (const unsigned number = ++taken_[reference]; number > 1 || reference == "LicenseRef")
            reference += text('-', number);
        references_.emplace(license, reference);
        return reference;
    }

    [[nodiscard]] Value extracted() const {
        ValueList list;
        for (const auto& [license, reference] : references_)
            list.push_back(Value::record({{"licenseId", reference}, {"extractedText", license}, {"name", license}}));
        return Value::list(std::move(list));
    }

private:
    std::map<std::string, std::string> references_;
    std::map<std::string, unsigned> taken_;
};

Value package_of_image(const Inspection& inspection) {
    ValueFields fields = {{"SPDXID", "SPDXRef-image"}, {"name", bill_name(inspection)}};
    const Digest& digest = bill_digest(inspection);
    if (digest) fields.emplace_back("versionInfo", digest.text());
    fields.emplace_back("downloadLocation", unknown);
    fields.emplace_back("filesAnalyzed", false);
    fields.emplace_back("licenseConcluded", unknown);
    fields.emplace_back("licenseDeclared", unknown);
    fields.emplace_back("copyrightText", unknown);
    fields.emplace_back("primaryPackagePurpose", "CONTAINER");
    if (digest.algorithm == DigestAlgorithm::sha256)
        fields.emplace_back("checksums",
                            Value::list({Value::record({{"algorithm", "SHA256"}, {"checksumValue", digest.hex()}})}));
    return Value::record(std::move(fields));
}

Value package_of(const SoftwareBill& bill, const FoundPackage& found, const std::string& id, Licenses& licenses) {
    const Package& package = found.package;
    std::string where;
    for (const Declaration& declaration : found.declarations)
        where += text(where.empty() ? "found in " : ", ", bill.timeline.path(declaration.file),
                      declaration.within.empty() ? "" : "!/", declaration.within);
    const Value reference = Value::record({{"referenceCategory", "PACKAGE-MANAGER"},
                                           {"referenceType", "purl"},
                                           {"referenceLocator", package_url(package, bill.list.distribution)}});
    return Value::record({{"SPDXID", id},
                          {"name", package.name},
                          {"versionInfo", package.version},
                          {"downloadLocation", unknown},
                          {"filesAnalyzed", false},
                          {"licenseConcluded", unknown},
                          {"licenseDeclared", licenses.declared(package.license)},
                          {"copyrightText", unknown},
                          {"sourceInfo", text(where, "; layer ", found.layer + 1)},
                          {"externalRefs", Value::list({reference})}});
}

/// "": nothing is known to be missing.
std::string comment_of(const SoftwareBill& bill) {
    std::string out;
    for (const std::string& gap : bill_gaps(bill))
        out += text(out.empty() ? "This inventory is incomplete: " : "; ", gap);
    return out.empty() ? out : out + ".";
}

Value relationship(std::string_view from, std::string_view kind, std::string_view to) {
    return Value::record({{"spdxElementId", from}, {"relationshipType", kind}, {"relatedSpdxElement", to}});
}

} // namespace

std::string spdx_json(const SoftwareBill& bill) {
    Licenses licenses;
    ValueList packages = {package_of_image(bill.inspection)};
    ValueList relationships = {relationship("SPDXRef-DOCUMENT", "DESCRIBES", "SPDXRef-image")};
    for (std::size_t i = 0; i < bill.packages.size(); i++) {
        const Package& package = bill.packages[i]->package;
        const std::string id =
            text("SPDXRef-", i + 1, '-', ecosystem_name(package.ecosystem), '-', plain(package.name));
        packages.push_back(package_of(bill, *bill.packages[i], id, licenses));
        relationships.push_back(relationship("SPDXRef-image", "CONTAINS", id));
    }
    const std::string name = bill_name(bill.inspection), time = bill_time(bill.inspection);
    const Value creation = Value::record({{"created", time.empty() ? "1970-01-01T00:00:00Z" : time},
                                          {"creators", Value::texts({text("Tool: strata-", bill.tool_version)})}});
    ValueFields document = {
        {"spdxVersion", "SPDX-2.3"},
        {"dataLicense", "CC0-1.0"},
        {"SPDXID", "SPDXRef-DOCUMENT"},
        {"name", name},
        {"documentNamespace", text("https://spdx.org/spdxdocs/", plain(name), '-', bill_uuid(bill.inspection))},
        {"creationInfo", creation}};
    if (std::string comment = comment_of(bill); !comment.empty()) document.emplace_back("comment", std::move(comment));
    document.emplace_back("packages", Value::list(std::move(packages)));
    document.emplace_back("hasExtractedLicensingInfos", licenses.extracted());
    document.emplace_back("relationships", Value::list(std::move(relationships)));
    return json_indented(Value::record(std::move(document)), 2) + '\n';
}

} // namespace strata
