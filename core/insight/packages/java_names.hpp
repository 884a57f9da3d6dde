// What a Java archive calls itself: by Maven's files, by its manifest, or only by its name.
#pragma once

#include "core/model/facts.hpp"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace strata {

/// Of META-INF/maven/GROUP/ARTIFACT.
struct MavenModule {
    std::string properties;  ///< pom.properties, "" where there is none
    std::string description; ///< pom.xml
};

struct JarContent {
    std::string manifest;                       ///< META-INF/MANIFEST.MF
    std::map<std::string, MavenModule> modules; ///< by folder
};

/// .jar and the others that are the same inside.
[[nodiscard]] bool is_java_archive(std::string_view path);
/// Whether nothing but Java calls its files so.
[[nodiscard]] bool is_surely_java(std::string_view path);

/// The packages in one archive: a shaded jar has several of Maven's modules, most have one; one without any is a
/// package by its manifest or its file's name. Name ("group:artifact", "artifact" where no group is known: none is
/// guessed), version and licence. The first is the archive itself where that can be told.
[[nodiscard]] std::vector<Package> packages_of_jar(const JarContent& content, std::string_view path);

/// "guava-33.0-jre.jar" is guava 33.0-jre; no version where the name has none.
[[nodiscard]] Package package_of_file_name(std::string_view path);

} // namespace strata
