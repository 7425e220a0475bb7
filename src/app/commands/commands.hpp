// SPDX-License-Identifier: Apache-2.0
// The commands of the program. Each takes its parsed options and returns the exit status; what a
// person reads goes to standard output, complaints to standard error.
#pragma once

#include "app/config.hpp"
#include "app/mode.hpp"

#include <string>
#include <vector>

namespace otpost::app {

/// What every command may be given.
struct CommonOptions {
    std::string config_file;
    std::string data;
    std::string store;
};

/// The file over the defaults, then what was given on the command line.
Result<Config> resolve_config(const CommonOptions& common, const Config& defaults);

struct ServeOptions {
    std::string listen;
    std::string mail_folder;  ///< instead of an SMTP server
};

int serve(const CommonOptions& common, const ServeOptions& options, Mode mode);
int migrate_store(const CommonOptions& common);
int check_configuration(const CommonOptions& common);
int verify_ledger(const CommonOptions& common);
int extract_codes();
int print_openapi();

struct AccountOptions {
    std::string email;
    std::string username;
    std::string role = "user";
    std::string birth_date;
    std::string reason;  ///< for the audit log
};

/// Reads the password from standard input.
int create_account(const CommonOptions& common, const AccountOptions& options);
int set_account_role(const CommonOptions& common, const AccountOptions& options);
int suspend_account(const CommonOptions& common, const AccountOptions& options);
int restore_account(const CommonOptions& common, const AccountOptions& options);
int turn_off_second_factor(const CommonOptions& common, const AccountOptions& options);

enum class Table { countries, services, prices };

int import_table(const CommonOptions& common, Table table, const std::string& file);
int export_table(const CommonOptions& common, Table table);

struct SupplierOptions {
    std::string slug;
    std::string adapter = "http";
    std::string name;
    std::string secret_ref;
    std::string operator_email;
    int operator_share_bp = 0;
    std::string cost_per_code = "0.00";
};

int add_supplier(const CommonOptions& common, const SupplierOptions& options);
int import_numbers(
    const CommonOptions& common,
    const std::string& supplier,
    const std::string& by,
    const std::string& file
);

}  // namespace otpost::app
