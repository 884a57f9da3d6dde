// Every field of every --json is in the verb's help, and every field of the help is written.
#include "core/base/json.hpp"
#include "core/base/text.hpp"
#include "shell/commands.hpp"
#include "shell/help.hpp"
#include "tests/kit/image_builder.hpp"
#include "tests/kit/run_in_process.hpp"
#include "tests/kit/temporary_directory.hpp"
#include "tests/samples/shop_api.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <map>
#include <set>

using namespace strata;

namespace {

using Names = std::set<std::string>;

/// "layers[].match" for each field there is; what is empty or null is named as far as it goes.
void collect(JsonValue value, const std::string& name, Names& names) {
    if (value.is(JsonKind::array)) {
        if (value.size() == 0) names.insert(name + "[]");
        for (const JsonValue item : value.items()) collect(item, name + "[]", names);
    } else if (value.is(JsonKind::object) && value.size() > 0) {
        for (const auto& [key, field] : value.fields()) collect(field, text(name, name.empty() ? "" : ".", key), names);
    } else {
        names.insert(name);
    }
}

/// Of one document, of a list of them, or of one a line.
Names fields_of(std::string_view out) {
    Names names;
    if (const auto whole = parse_json(out)) {
        if (!whole->root().is(JsonKind::array)) collect(whole->root(), "", names);
        for (const JsonValue item : whole->root().items()) collect(item, "", names);
        return names;
    }
    while (!out.empty()) {
        const std::size_t end = std::min(out.find('\n'), out.size());
        const auto line = parse_json(out.substr(0, end));
        REQUIRE(line.has_value());
        collect(line->root(), "", names);
        out.remove_prefix(std::min(end + 1, out.size()));
    }
    return names;
}

/// Whether a documented name speaks of a written one.
bool covers(std::string_view documented, std::string_view written) {
    if (documented.ends_with(".*")) {
        documented.remove_suffix(1);
        return written.starts_with(documented) || text(written, '.') == documented;
    }
    if (documented == written || documented == text(written, "[]")) return true;
    return written.ends_with("[]") && documented.starts_with(text(written, '.')); // an empty list of objects
}

/// An image whose config has all there is, and files of every kind.
kit::ImagePlan odd_image() {
    kit::ImagePlan image;
    image.names = {"odd:1"};
    image.platform.variant = "v8";
    image.platform.os_version = "10.0";
    kit::TarFile odd = kit::file("a\xff", "bytes");
    odd.xattrs = {{"user.note", "ours"}};
    image.steps.push_back({.created_by = "COPY . /",
                           .layer = kit::write_tar({odd, kit::symbolic_link("link", "a"),
                                                    kit::device("dev/sda", FileType::block_device, 8, 0)})});
    const std::string diff_id = kit::diff_ids_of(image).front();
    image.config = text(
        R"({"architecture":"arm64","os":"linux","variant":"v8","os.version":"10.0","created":"2026-11-02T14:03:00Z",)",
        R"("config":{"Env":["A=b"],"Cmd":["sh"],"Entrypoint":["tini"],"Shell":["/bin/sh"],"OnBuild":["RUN x"],)",
        R"("ExposedPorts":{"80/tcp":{}},"Volumes":{"/data":{}},"Labels":{"a.b":"c"},"StopSignal":"SIGINT",)",
        R"("StopTimeout":3,"ArgsEscaped":true,"NetworkDisabled":true,"MacAddress":"02:42:ac:11:00:02",)",
        R"("Healthcheck":{"Test":["CMD","true"],"Interval":1,"Timeout":2,"StartPeriod":3,"StartInterval":4,)",
        R"("Retries":5}},"history":[{"created_by":"COPY . /"}],)", R"("rootfs":{"type":"layers","diff_ids":[")",
        diff_id, R"("]}})");
    return image;
}

/// An image with an archive in it that holds `bytes`.
kit::ImagePlan image_with_archive(std::string bytes) {
    kit::ImagePlan image;
    image.names = {"packed:1"};
    image.steps.push_back(
        {.created_by = "COPY . /",
         .layer = kit::write_tar({kit::file("app.tar", kit::write_tar({kit::file("a", std::move(bytes))}))})});
    return image;
}

/// What each verb writes for images in which everything happens.
std::map<std::string, Names> written_fields(const kit::TemporaryDirectory& folder) {
    using samples::Version;
    const auto first = folder.write("first.tar", kit::build_archive(samples::shop_api(Version::first), {})).string();
    const auto second =
        folder.write("second.tar", kit::build_archive(samples::shop_api(Version::second), {.layout = kit::Layout::oci}))
            .string();
    const auto odd = folder.write("odd.tar", kit::build_archive(odd_image(), {.layout = kit::Layout::hybrid})).string();
    const auto packed_one = folder.write("packed-1.tar", kit::build_archive(image_with_archive("one"), {})).string();
    const auto packed_two = folder.write("packed-2.tar", kit::build_archive(image_with_archive("two"), {})).string();
    const std::vector<std::vector<std::string_view>> runs = {{"images", first, second},
                                                             {"inspect", odd, second},
                                                             {"history", first},
                                                             {"layers", first},
                                                             {"files", odd},
                                                             {"files", first},
                                                             {"waste", first},
                                                             {"dockerfile", first},
                                                             {"df", first, second},
                                                             {"df", first, second, "--layers"},
                                                             {"verify", second},
                                                             {"diff", first, second, "--content", "all"},
                                                             {"diff", packed_one, packed_two},
                                                             {"findings", first},
                                                             {"packages", first, "--files"},
                                                             {"report", first},
                                                             {"check", first, "--no-secrets", "--max-size", "1GB"}};
    std::map<std::string, Names> written;
    for (std::vector<std::string_view> words : runs) {
        words.emplace_back("--json");
        const kit::Ran ran = kit::run(words);
        INFO(words[0] << ": " << ran.err);
        CHECK(ran.exit < 2);
        written[std::string(words[0])].merge(fields_of(ran.out));
    }
    return written;
}

} // namespace

TEST_CASE("the fields of --json are those of the help") {
    const kit::TemporaryDirectory folder;
    const std::map<std::string, Names> written = written_fields(folder);
    for (const CommandRow* row : commands()) {
        const std::string verb(row->name);
        const auto fields = written.find(verb);
        INFO(verb);
        CHECK(row->fields.empty() == ((row->shared & shares_json) == 0));
        if (row->fields.empty()) continue;
        REQUIRE(fields != written.end()); // a verb with fields needs a run above that writes them
        for (const std::string& name : fields->second) {
            INFO("written and not in the help: " << name);
            CHECK(std::ranges::any_of(row->fields, [&](const FieldRow& field) { return covers(field.name, name); }));
        }
        for (const FieldRow& field : row->fields) {
            INFO("in the help and not written: " << field.name);
            CHECK(
                std::ranges::any_of(fields->second, [&](const std::string& name) { return covers(field.name, name); }));
            CHECK_FALSE(field.meaning.empty());
        }
    }
}

TEST_CASE("help and manual list the fields of --json") {
    const std::string manual = manual_page();
    for (const CommandRow* row : commands()) {
        const std::string help = command_help(*row);
        for (const FieldRow& field : row->fields) {
            INFO(row->name << ": " << field.name);
            CHECK(help.find(text("\n  ", field.name)) != std::string::npos);
            CHECK(manual.find(text("\n\\fB", field.name, "\\fR\n")) != std::string::npos);
        }
    }
}
