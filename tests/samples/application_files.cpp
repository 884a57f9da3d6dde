#include "core/base/text.hpp"
#include "tests/samples/shop_files.hpp"

namespace strata::samples {

namespace {

using kit::file;
using kit::folder;

struct Dependency {
    std::string name;
    std::string version;
    std::size_t bytes;
    int files;
};

std::vector<Dependency> dependencies(Version version) {
    std::vector<Dependency> list = {{"body-parser", "1.20.2", 58'000, 9}, {"express", "4.18.2", 214'000, 16},
                                    {"jsonwebtoken", "9.0.2", 43'000, 8}, {"lodash", "4.17.21", 540'000, 60},
                                    {"pg", "8.11.3", 88'000, 12},         {"winston", "3.11.0", 270'000, 22}};
    if (version == Version::first) {
        list.push_back({"moment", "2.29.4", 480'000, 30});
    } else {
        list[1] = {"express", "4.19.2", 218'000, 16};
        list.push_back({"date-fns", "3.6.0", 310'000, 40});
        list.push_back({"helmet", "7.1.0", 66'000, 14});
    }
    return list;
}

std::string package_json(Version version) {
    std::string json =
        text("{\n  \"name\": \"shop-api\",\n  \"version\": \"", version == Version::first ? "1.0.0" : "1.1.0",
             "\",\n  \"type\": \"module\",\n  \"dependencies\": {\n");
    const auto list = dependencies(version);
    for (std::size_t at = 0; at < list.size(); ++at)
        json += text("    \"", list[at].name, "\": \"^", list[at].version, at + 1 < list.size() ? "\",\n" : "\"\n");
    return json + "  }\n}\n";
}

std::string lock_json(Version version) {
    std::string json = "{\n  \"name\": \"shop-api\",\n  \"lockfileVersion\": 3,\n  \"packages\": {\n";
    for (const Dependency& each : dependencies(version))
        json += text("    \"node_modules/", each.name, "\": {\n      \"version\": \"", each.version,
                     "\",\n      \"resolved\": \"https://registry.npmjs.org/", each.name, "/-/", each.name, "-",
                     each.version, ".tgz\",\n      \"license\": \"MIT\"\n    },\n");
    return json + "    \"\": { \"name\": \"shop-api\" }\n  }\n}\n";
}

std::string server_js(Version version) {
    const bool second = version == Version::second;
    return text("import express from 'express'\n",
                second ? "import helmet from 'helmet'\nimport https from 'node:https'\n" : "",
                "import { routes } from './routes.js'\n", second ? "import { readFileSync } from 'node:fs'\n" : "",
                "\nconst app = express()\n", second ? "app.use(helmet())\n" : "",
                "app.use(express.json())\napp.use('/api', routes)\n\n",
                second ? "const tls = {\n  key: readFileSync('/srv/app/certs/shop.key'),\n"
                         "  cert: readFileSync('/srv/app/certs/shop.crt'),\n}\n"
                         "https.createServer(tls, app).listen(process.env.PORT ?? 8443)\n"
                       : "app.listen(process.env.PORT ?? 8080)\n");
}

std::string routes_js(Version version) {
    std::string js = "import { Router } from 'express'\n\nexport const routes = Router()\n";
    for (const char* name : {"cart", "items", "orders", "users"})
        js += text("routes.get('/", name, "', (request, response) => response.json(list('", name,
                   "', request.query)))\n");
    if (version == Version::second) js += "routes.get('/health', (request, response) => response.send('ok'))\n";
    return js + prose(6000, 21);
}

void add_repository(Files& files) {
    for (const char* path : {"srv/app/.git", "srv/app/.git/objects", "srv/app/.git/objects/pack"})
        files.push_back(folder(path));
    files.push_back(file("srv/app/.git/HEAD", "ref: refs/heads/main\n"));
    files.push_back(
        file("srv/app/.git/config", "[remote \"origin\"]\n\turl = https://git.example.invalid/shop/api.git\n"));
    files.push_back(file("srv/app/.git/objects/pack/pack-5f0c.pack", noise(320'000, 22), 0444));
}

} // namespace

Files manifest_files(Version version) {
    return {folder("srv/app"), file("srv/app/package.json", package_json(version)),
            file("srv/app/package-lock.json", lock_json(version))};
}

Files dependency_files(Version version) {
    Files files = {folder("srv/app/node_modules"), folder("srv/app/node_modules/.bin")};
    files.push_back(file("srv/app/node_modules/.package-lock.json", lock_json(version)));
    for (const Dependency& each : dependencies(version)) {
        const std::string path = "srv/app/node_modules/" + each.name;
        files.push_back(folder(path));
        files.push_back(file(path + "/package.json", text("{\n  \"name\": \"", each.name, "\",\n  \"version\": \"",
                                                          each.version, "\",\n  \"license\": \"MIT\"\n}\n")));
        files.push_back(file(path + "/README.md", prose(2500, each.bytes)));
        files.push_back(folder(path + "/lib"));
        for (int at = 0; at < each.files; ++at)
            files.push_back(
                file(text(path, "/lib/part", at, ".js"),
                     prose(each.bytes / static_cast<std::size_t>(each.files), each.bytes + std::uint64_t(at))));
    }
    files.push_back(folder("root/.npm"));
    files.push_back(file("root/.npm/_cacache.tgz", noise(260'000, 23)));
    return files;
}

Files application_files(Version version) {
    const bool first = version == Version::first;
    Files files = {folder("srv/app"), folder("srv/app/src")};
    files.push_back(file("srv/app/src/server.js", server_js(version)));
    files.push_back(file("srv/app/src/routes.js", routes_js(version)));
    files.push_back(file("srv/app/src/db.js", prose(4200, 24)));
    files.push_back(file("srv/app/README.md",
                         first ? "# Shop API\n\nListens on 8080.\n" : "# Shop API\n\nListens on 8443 (TLS).\n"));
    files.push_back(file("srv/app/start.sh", "#!/bin/sh\nexec node src/server.js\n", first ? 0644 : 0755));
    files.push_back(file("srv/app/.env", "DB_HOST=db.example.invalid\nDB_PASSWORD=not-a-real-password\n"
                                         "AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE\n"));
    if (first) files.push_back(file("srv/app/debug.log", prose(350'000, 25)));
    add_repository(files);
    if (!first) {
        files.push_back(folder("srv/app/certs", 0750));
        files.push_back(file("srv/app/certs/shop.crt", "-----BEGIN CERTIFICATE-----\nbm90IGEgcmVhbCBjZXJ0aWZpY2F0ZQ==\n"
                                                       "-----END CERTIFICATE-----\n"));
        files.push_back(file("srv/app/certs/shop.key",
                             "-----BEGIN PRIVATE KEY-----\nbm90IGEgcmVhbCBrZXk=\n"
                             "-----END PRIVATE KEY-----\n",
                             0640));
    }
    return files;
}

} // namespace strata::samples
