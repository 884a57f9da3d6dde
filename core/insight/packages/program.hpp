// What programs say of what they were built from: Go's build info and the audit data of Rust's cargo-auditable.
#pragma once

#include "core/insight/packages/gathered.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace strata {

enum class ProgramKind : std::uint8_t { none, elf, other };

/// How many bytes program_kind wants to see, where the file has them.
inline constexpr std::size_t program_head = 64;

/// ELF programs and libraries (no object files and kernel modules), and what looks like a PE or Mach-O file.
[[nodiscard]] ProgramKind program_kind(std::string_view head);

/// Finds Go's build info in a program of any size while it passes (Go, src/debug/buildinfo/buildinfo.go).
class GoSearch {
public:
    /// The next bytes of the program; the first ones first.
    void take(std::string_view bytes);
    /// Whether it has been found, all of it.
    [[nodiscard]] bool complete() const;
    /// The build info from its magic on, so far; "" where there is none.
    [[nodiscard]] std::string_view found() const { return found_; }

private:
    void search(std::string_view bytes);
    bool matches(std::string_view bytes) const;

    std::string carry_; ///< the last bytes, fewer than one step of the search
    std::string found_;
};

/// The main module, which owns the program, the standard library and the modules it depends on. `info`: from the magic
/// on. Go before 1.18 wrote only where its version and the text are: for those both are looked for in `program`, an ELF
/// file, which may be "".
void read_go_build_info(std::string_view info, std::string_view program, std::string_view path, Gathered& gathered);

/// The section of an ELF file that cargo-auditable writes.
inline constexpr std::string_view rust_audit_section = ".dep-v0";

/// The crates of an ELF program's section `.dep-v0`: JSON inside zlib (cargo-auditable, PARSING.md). The root crate
/// owns the program; what only its build needed is left out.
void read_rust_audit_data(std::string_view program, std::string_view path, const Limits& limits, Gathered& gathered);

} // namespace strata
