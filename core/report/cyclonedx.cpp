#include "core/base/text.hpp"
#include "core/insight/package_url.hpp"
#include "core/report/json.hpp"
#include "core/report/software_bill.hpp"
#include "core/report/spdx_license.hpp"

#include <map>
#include <utility>

namespace strata {

namespace {

/// Leaves out what is "": the schema wants strings that say something.
void add_text(ValueFields& fields, std::string_view key, std::string_view value) {
    if (!value.empty()) fields.emplace_back(key, value);
}

Value property(std::string_view name, std::string value) {
    return Value::record({{"name", name}, {"value", std::move(value)}});
}

Value licenses_of(std::string_view written) {
    const std::string license = spdx_spelling(written);
    switch (license_form(license)) {
    case LicenseForm::identifier: return Value::list({Value::record({{"license", Value::record({{"id", license}})}})});
    case LicenseForm::expression: return Value::list({Value::record({{"expression", license}})});
    case LicenseForm::words: break;
    }
    return Value::list({Value::record({{"license", Value::record({{"name", license}})}})});
}

/// Group and name stand apart: "org.slf4j" and "slf4j-api", "@types" and "node", "psr" and "log".
void add_name(ValueFields& fields, const Package& package) {
    const std::string_view name = package.name;
    const bool scoped = package.ecosystem == Ecosystem::npm || package.ecosystem == Ecosystem::composer;
    const std::size_t at = package.ecosystem == Ecosystem::maven ? name.rfind(':')
                           : scoped                              ? name.find('/')
                                                                 : std::string_view::npos;
    if (at != std::string_view::npos) add_text(fields, "group", name.substr(0, at));
    fields.emplace_back("name", at == std::string_view::npos ? name : name.substr(at + 1));
}

Value occurrences_of(const SoftwareBill& bill, const FoundPackage& found) {
    ValueList places;
    std::map<std::string, bool> seen; // occurrences are a set
    for (const Declaration& declaration : found.declarations) {
        const std::string path = bill.timeline.path(declaration.file);
        const std::string place = declaration.within.empty() ? path : text(path, "!/", declaration.within);
        if (seen.emplace(place, true).second) places.push_back(Value::record({{"location", place}}));
    }
    return Value::record({{"occurrences", Value::list(std::move(places))}});
}

Value component_of(const SoftwareBill& bill, const FoundPackage& found, const std::string& reference) {
    const Package& package = found.package;
    ValueFields fields = {{"type", "library"}, {"bom-ref", reference}};
    add_name(fields, package);
    add_text(fields, "version", package.version);
    if (!package.license.empty()) fields.emplace_back("licenses", licenses_of(package.license));
    fields.emplace_back("purl", package_url(package, bill.list.distribution));
    ValueList properties = {property("strata:ecosystem", std::string(ecosystem_name(package.ecosystem))),
                            property("strata:layer", text(found.layer + 1))};
    const Digest& diff_id = bill.inspection.image.layers[found.layer].diff_id;
    if (diff_id) properties.push_back(property("strata:diff_id", diff_id.text()));
    if (found.size_known != SizeKnown::not_at_all) properties.push_back(property("strata:bytes", text(found.bytes)));
    if (!package.source.empty()) properties.push_back(property("strata:source", package.source));
    fields.emplace_back("properties", Value::list(std::move(properties)));
    fields.emplace_back("evidence", occurrences_of(bill, found));
    return Value::record(std::move(fields));
}

Value metadata_of(const SoftwareBill& bill) {
    const Value tool =
        Value::record({{"type", "application"}, {"name", "strata"}, {"version", std::string(bill.tool_version)}});
    ValueFields image = {{"type", "container"}, {"bom-ref", "image"}, {"name", bill_name(bill.inspection)}};
    add_text(image, "version", bill_digest(bill.inspection).text());
    ValueFields fields;
    add_text(fields, "timestamp", bill_time(bill.inspection));
    fields.emplace_back("tools", Value::record({{"components", Value::list({tool})}}));
    fields.emplace_back("component", Value::record(std::move(image)));
    ValueList missing;
    for (const std::string& gap : bill_gaps(bill)) missing.push_back(property("strata:missing", gap));
    if (!missing.empty()) fields.emplace_back("properties", Value::list(std::move(missing)));
    return Value::record(std::move(fields));
}

/// How complete the list of what the image holds is.
Value composition_of(const SoftwareBill& bill) {
    return Value::record({{"aggregate", bill_gaps(bill).empty() ? "unknown" : "incomplete"},
                          {"assemblies", Value::texts({"image"})},
                          {"dependencies", Value::texts({"image"})}});
}

} // namespace

std::string cyclonedx_json(const SoftwareBill& bill) {
    ValueList components, references;
    std::map<std::string, unsigned> taken; // a reference stands for one component
    if (const Distribution& system = bill.list.distribution; !system.id.empty()) {
        ValueFields fields = {{"type", "operating-system"}, {"bom-ref", "system"}, {"name", system.id}};
        add_text(fields, "version", system.version);
        add_text(fields, "description", system.name);
        components.push_back(Value::record(std::move(fields)));
        references.emplace_back("system");
    }
    for (const FoundPackage* found : bill.packages) {
        const std::string url = package_url(found->package, bill.list.distribution);
        const unsigned number = ++taken[url];
        const std::string reference = number == 1 ? url : text(url, '#', number);
        components.push_back(component_of(bill, *found, reference));
        references.emplace_back(reference);
    }
    const Value image = Value::record({{"ref", "image"}, {"dependsOn", Value::list(std::move(references))}});
    return json_indented(Value::record({{"$schema", "http://cyclonedx.org/schema/bom-1.6.schema.json"},
                                        {"bomFormat", "CycloneDX"},
                                        {"specVersion", "1.6"},
                                        {"serialNumber", text("urn:uuid:", bill_uuid(bill.inspection))},
                                        {"version", 1},
                                        {"metadata", metadata_of(bill)},
                                        {"components", Value::list(std::move(components))},
                                        {"dependencies", Value::list({image})},
                                        {"compositions", Value::list({composition_of(bill)})}}),
                         2) +
           '\n';
}

} // namespace strata
