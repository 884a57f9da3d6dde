// Python, Node.js, Ruby, PHP and .NET: what each package's own files say.
#include "core/insight/packages/parsers.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace strata;

namespace {

using Strings = std::vector<std::string>;

/// "name version (licence)" of each package.
Strings told(const FileFacts& facts) {
    Strings out;
    for (const Package& package : facts.packages)
        out.push_back(package.name + " " + package.version +
                      (package.license.empty() ? "" : " (" + package.license + ")"));
    return out;
}

Strings python(std::string_view bytes) { return told(parse_python_metadata(bytes, "/x/METADATA", {})); }
Strings npm(std::string_view bytes) { return told(parse_npm_package(bytes, "/a/node_modules/x/package.json", {})); }

} // namespace

TEST_CASE("Python's metadata name a package, the licence from the best place") {
    CHECK(python("Metadata-Version: 2.1\nName: requests\nVersion: 2.31.0\nLicense: Apache 2.0\n"
                 "Classifier: License :: OSI Approved :: Apache Software License\n\nName: description\nVersion: 9\n") ==
          Strings{"requests 2.31.0 (Apache 2.0)"});
    CHECK(python("Name: a\r\nVersion: 1\r\nLicense: UNKNOWN\r\nClassifier: License :: OSI Approved :: MIT License\r\n"
                 "Classifier: License :: OSI Approved :: BSD License\r\n") ==
          Strings{"a 1 (MIT License AND BSD License)"});
    CHECK(python("Name: a\nVersion: 1\nLicense: BSD\nLicense-Expression: MIT OR Apache-2.0\n") ==
          Strings{"a 1 (MIT OR Apache-2.0)"});
    CHECK(python("Name: a\nVersion: 1\nLicense: " + std::string(200, 'x') + "\n") == Strings{"a 1"});
    CHECK(python("Name: a\n").empty());
    CHECK(python("\nName: a\nVersion: 1\n").empty());
    CHECK(python("").empty());
}

TEST_CASE("a Python egg owns its folder") {
    const std::string_view metadata = "Name: d\nVersion: 4\n";
    CHECK(parse_python_metadata(metadata, "/lib/d-4-py3.9.egg/EGG-INFO/PKG-INFO", {}).packages[0].files ==
          Strings{"/lib/d-4-py3.9.egg/"});
    CHECK(parse_python_metadata(metadata, "/lib/d.egg-info/PKG-INFO", {}).packages[0].files.empty());
}

TEST_CASE("Python's RECORD lists files from the folder above it") {
    const std::string path = "/usr/lib/python3/dist-packages/pip-23.0.1.dist-info/RECORD";
    CHECK(parse_python_record("../../../bin/pip,sha256=x,260\npip/__init__.py,sha256=y,357\n\"pip/a,\"\"b\"\".py\",,\n"
                              "/etc/pip.conf,,\n../../../../../../top,,\n,,\n",
                              path, {})
              .owned == Strings{"/usr/bin/pip", "/usr/lib/python3/dist-packages/pip/__init__.py",
                                "/usr/lib/python3/dist-packages/pip/a,\"b\".py", "/etc/pip.conf", "/top"});
    CHECK(parse_python_installed_files("../six.py\nPKG-INFO\n", "/x/six.egg-info/installed-files.txt", {}).owned ==
          Strings{"/x/six.py", "/x/six.egg-info/PKG-INFO"});
}

TEST_CASE("package.json names a package that owns its folder") {
    const FileFacts facts =
        parse_npm_package("\xef\xbb\xbf{\"name\":\"@types/node\",\"version\":\"20.1.0\",\"license\":\"MIT\"}",
                          "/app/node_modules/@types/node/package.json", {});
    CHECK(told(facts) == Strings{"@types/node 20.1.0 (MIT)"});
    CHECK(facts.packages[0].files == Strings{"/app/node_modules/@types/node/"});
    CHECK(npm(R"({"name":"a","version":"1","licenses":[{"type":"MIT"},{"type":"BSD"}]})") ==
          Strings{"a 1 (MIT OR BSD)"});
    CHECK(npm(R"({"name":"a","version":"1","license":{"type":"ISC"}})") == Strings{"a 1 (ISC)"});
    CHECK(npm(R"({"name":"a","version":1})").empty());
    CHECK(npm(R"({"type":"module"})").empty());
    CHECK(npm(R"(["a"])").empty());
    CHECK(npm("{").empty());
    CHECK(parse_npm_package(R"({"name":"a","version":"1"})", "/package.json", {}).packages[0].files ==
          Strings{"/package.json"});
}

TEST_CASE("a gemspec is read as RubyGems does") {
    const std::string path = "/usr/lib/ruby/gems/3.1.0/specifications/nokogiri-1.15.4-x86_64-linux.gemspec";
    const FileFacts facts = parse_gemspec(
        "# -*- encoding: utf-8 -*-\n# stub: nokogiri 1.15.4 x86_64-linux lib\n\nGem::Specification.new do |s|\n"
        "  s.name = \"nokogiri\".freeze\n  s.version = \"1.15.4\"\n  s.licenses = [\"MIT\".freeze, 'Ruby']\nend\n",
        path, {});
    CHECK(told(facts) == Strings{"nokogiri 1.15.4 (MIT OR Ruby)"});
    CHECK(facts.packages[0].files == Strings{"/usr/lib/ruby/gems/3.1.0/gems/nokogiri-1.15.4-x86_64-linux/", path});
    CHECK(facts.packages[0].architecture == "x86_64-linux");
    CHECK(parse_gemspec("# stub: rake 13 ruby lib\n", path, {}).packages[0].architecture.empty());
    CHECK(told(parse_gemspec(
              "Gem::Specification.new do |spec|\n spec.name = 'a'\n spec.version = Gem::Version.new \"2\"\n"
              " spec.license = 'MIT'\n",
              "/x/a.gemspec", {})) == Strings{"a 2 (MIT)"});
    CHECK(told(parse_gemspec("s.name = \"a\ns.version = \n# stub: b\n", "/x/a.gemspec", {})).empty());
}

TEST_CASE("composer's list of installed packages, of both its versions") {
    const std::string path = "/srv/vendor/composer/installed.json";
    const FileFacts second =
        parse_composer_installed(R"({"packages":[{"name":"psr/log","version":"3.0.0","license":["MIT"],
            "install-path":"../psr/log"},{"name":"x/y","version":"dev-main","license":["MIT","GPL-2.0"]},{"name":"z"}]})",
                                 path, {});
    CHECK(told(second) == Strings{"psr/log 3.0.0 (MIT)", "x/y dev-main (MIT OR GPL-2.0)"});
    CHECK(second.packages[0].files == Strings{"/srv/vendor/psr/log/"});
    CHECK(second.packages[1].files == Strings{"/srv/vendor/x/y/"});
    CHECK(told(parse_composer_installed(R"([{"name":"a/b","version":"1","license":"MIT"}])", path, {})) ==
          Strings{"a/b 1 (MIT)"});
    CHECK(parse_composer_installed("[1, null, {}]", path, {}).empty());
}

TEST_CASE(".NET's deps.json names the packages of a program with the files they brought") {
    const FileFacts facts = parse_dotnet_deps(
        R"({"targets":{".NETCoreApp,Version=v8.0/linux-x64":{
             "app/1.0.0":{"runtime":{"app.dll":{}}},
             "Newtonsoft.Json/13.0.3":{"runtime":{"lib/net6.0/Newtonsoft.Json.dll":{"fileVersion":"13"}},
               "resources":{"lib/net6.0/de/N.resources.dll":{"locale":"de"}}}}},
            "libraries":{"app/1.0.0":{"type":"project"},"Newtonsoft.Json/13.0.3":{"type":"package"},
             "runtimepack.Microsoft.NETCore.App.Runtime.linux-x64/8.0.1":{"type":"runtimepack"},
             "odd":{"type":"package"},"/1":{"type":"package"},"pack/1":{"type":"runtimepack"}}})",
        "/app/app.deps.json", {});
    CHECK(told(facts) == Strings{"Newtonsoft.Json 13.0.3", "Microsoft.NETCore.App.Runtime.linux-x64 8.0.1"});
    CHECK(facts.packages[0].files == Strings{"/app/Newtonsoft.Json.dll", "/app/lib/net6.0/Newtonsoft.Json.dll",
                                             "/app/de/N.resources.dll", "/app/lib/net6.0/de/N.resources.dll"});
    CHECK(parse_dotnet_deps(R"({"libraries":[],"targets":3})", "/a.deps.json", {}).empty());
}
