// What each kind of file says of packages: pure functions of its bytes, total, for whatever bytes strangers wrote.
#pragma once

#include "core/base/limits.hpp"
#include "core/model/facts.hpp"

#include <string_view>

namespace strata {

/// Reads the whole of one file. `path` is the file's own, from "/" on.
using ParseFacts = FileFacts (*)(std::string_view bytes, std::string_view path, const Limits& limits);

/// /var/lib/dpkg/status, and status.d/NAME of distroless images: stanzas of Debian Policy, chapter 5; packages that are
/// not installed are left out (dpkg(1), "Package states").
[[nodiscard]] FileFacts parse_dpkg_status(std::string_view bytes, std::string_view path, const Limits& limits);
/// /var/lib/dpkg/info/NAME.list: a path a line. Folders that the next line is in are left out.
[[nodiscard]] FileFacts parse_dpkg_list(std::string_view bytes, std::string_view path, const Limits& limits);
/// /var/lib/dpkg/diversions: for each a line with a path, one with the path that others' files of that name have, and
/// one with the package that is meant, ":" for none (dpkg-divert(1)). The three with "\n" between them are kept as one.
[[nodiscard]] FileFacts parse_dpkg_diversions(std::string_view bytes, std::string_view path, const Limits& limits);
/// status.d/NAME.md5sums of distroless images: a hash and a path from the root on, a line each.
[[nodiscard]] FileFacts parse_dpkg_md5sums(std::string_view bytes, std::string_view path, const Limits& limits);
/// /usr/share/doc/NAME/copyright: the short names of `License:` in the machine-readable form (copyright-format 1.0);
/// else the files of /usr/share/common-licenses that the text refers to.
[[nodiscard]] FileFacts parse_dpkg_copyright(std::string_view bytes, std::string_view path, const Limits& limits);

/// /etc/os-release and /usr/lib/os-release (os-release(5)).
[[nodiscard]] FileFacts parse_os_release(std::string_view bytes, std::string_view path, const Limits& limits);

/// lib/apk/db/installed: lines of one letter, a colon and a value (wiki.alpinelinux.org, "Apk spec").
[[nodiscard]] FileFacts parse_apk_installed(std::string_view bytes, std::string_view path, const Limits& limits);

/// rpmdb.sqlite: the blobs of its table Packages, each an rpm header. A database is kept, for the log beside it.
[[nodiscard]] FileFacts parse_rpm_sqlite(std::string_view bytes, std::string_view path, const Limits& limits);
/// rpmdb.sqlite-wal: kept where it holds transactions, which nobody has put into the database.
[[nodiscard]] FileFacts parse_rpm_sqlite_log(std::string_view bytes, std::string_view path, const Limits& limits);
/// The database that a log is beside: "/var/lib/rpm/rpmdb.sqlite"; "" for the path of anything else.
[[nodiscard]] std::string_view rpm_database_of(std::string_view log_path);
/// The database as it is with the transactions of its log. A log that does not fit, or for which there is no database
/// ("" for that), is told of as unread.
[[nodiscard]] FileFacts parse_rpm_sqlite_with_log(std::string_view database, std::string_view log,
                                                  const Limits& limits);
/// Packages.db of rpm's own database (rpm, lib/backend/ndb).
[[nodiscard]] FileFacts parse_rpm_ndb(std::string_view bytes, std::string_view path, const Limits& limits);
/// Packages, a Berkeley DB hash table, as rpm before 4.16 kept it.
[[nodiscard]] FileFacts parse_rpm_berkeley(std::string_view bytes, std::string_view path, const Limits& limits);

/// NAME.dist-info/METADATA, NAME.egg-info and PKG-INFO (packaging.python.org, "Core metadata"). A folder NAME.egg
/// belongs to its package.
[[nodiscard]] FileFacts parse_python_metadata(std::string_view bytes, std::string_view path, const Limits& limits);
/// NAME.dist-info/RECORD: the installed files, relative to the folder that holds NAME.dist-info.
[[nodiscard]] FileFacts parse_python_record(std::string_view bytes, std::string_view path, const Limits& limits);
/// NAME.egg-info/installed-files.txt: the same, relative to NAME.egg-info.
[[nodiscard]] FileFacts parse_python_installed_files(std::string_view bytes, std::string_view path,
                                                     const Limits& limits);

/// package.json; nothing without a name and a version.
[[nodiscard]] FileFacts parse_npm_package(std::string_view bytes, std::string_view path, const Limits& limits);
/// specifications/NAME-VERSION.gemspec as RubyGems writes it.
[[nodiscard]] FileFacts parse_gemspec(std::string_view bytes, std::string_view path, const Limits& limits);
/// vendor/composer/installed.json, of composer 1 and 2.
[[nodiscard]] FileFacts parse_composer_installed(std::string_view bytes, std::string_view path, const Limits& limits);
/// NAME.deps.json of a published .NET program: its libraries of the types "package" and "runtimepack", the runtime of
/// one that brings its own.
[[nodiscard]] FileFacts parse_dotnet_deps(std::string_view bytes, std::string_view path, const Limits& limits);
/// .jar, .war, .ear and their like, and those inside them.
[[nodiscard]] FileFacts parse_java_archive(std::string_view bytes, std::string_view path, const Limits& limits);

} // namespace strata
