// SPDX-License-Identifier: Apache-2.0
#include "app/command_line.hpp"

#include "app/commands/commands.hpp"

#include <CLI/CLI.hpp>

#include <functional>
#include <map>

namespace otpost::app {

namespace {

/// What the chosen subcommand runs after parsing.
using Action = std::function<int()>;

struct Line {
    CommonOptions common;
    std::string listen;
    bool demo = false;
    AccountOptions account;
    SupplierOptions supplier;
    std::string table;
    std::string file;
    std::string by;
    Action action;
};

void add_common(CLI::App& command, Line& line) {
    command.add_option("--config", line.common.config_file, "configuration file (TOML)");
    command.add_option("--data", line.common.data, "folder of the store, keys and secrets");
    command.add_option("--store", line.common.store, "sqlite:PATH or postgres://…");
}

void add_server_commands(CLI::App& app, Line& line) {
    auto* serve_command = app.add_subcommand("serve", "run the server");
    add_common(*serve_command, line);
    serve_command->add_option("--listen", line.listen, "ADDRESS:PORT");
    serve_command->add_flag(
        "--demo", line.demo, "with accounts, stock and a supplier to try things out"
    );
    serve_command->callback([&line] {
        line.action = [&line] { return serve(line.common, line.listen, line.demo); };
    });
    auto* migrate_command = app.add_subcommand("migrate", "bring the store's schema up to date");
    add_common(*migrate_command, line);
    migrate_command->callback([&line] {
        line.action = [&line] { return migrate_store(line.common); };
    });
    auto* check_command = app.add_subcommand("check-config", "check the configuration and secrets");
    add_common(*check_command, line);
    check_command->callback([&line] {
        line.action = [&line] { return check_configuration(line.common); };
    });
    app.add_subcommand("extract", "read JSON lines {sender,text}, write {code,service}")
        ->callback([&line] { line.action = extract_codes; });
    app.add_subcommand("openapi", "print the OpenAPI document")->callback([&line] {
        line.action = print_openapi;
    });
    auto* ledger = app.add_subcommand("ledger", "the double-entry ledger");
    ledger->require_subcommand(1);
    auto* verify =
        ledger->add_subcommand("verify", "recompute everything; status 1 at a difference");
    add_common(*verify, line);
    verify->callback([&line] { line.action = [&line] { return verify_ledger(line.common); }; });
}

void add_account_commands(CLI::App& app, Line& line) {
    auto* account = app.add_subcommand("account", "accounts");
    account->require_subcommand(1);
    auto* create =
        account->add_subcommand("create", "make one; the password is read from standard input");
    add_common(*create, line);
    create->add_option("--email", line.account.email)->required();
    create->add_option("--username", line.account.username)->required();
    create->add_option("--birth-date", line.account.birth_date, "such as 1990-12-31")->required();
    create->add_option("--role", line.account.role, "user, operator or admin");
    create->callback([&line] {
        line.action = [&line] { return create_account(line.common, line.account); };
    });
    auto* role = account->add_subcommand("role", "change the role of an account");
    add_common(*role, line);
    role->add_option("--email", line.account.email)->required();
    role->add_option("--role", line.account.role, "user, operator or admin")->required();
    role->callback([&line] {
        line.action = [&line] { return set_account_role(line.common, line.account); };
    });
}

void add_stock_commands(CLI::App& app, Line& line) {
    static const std::map<std::string, Table> tables{
        {"countries", Table::countries}, {"services", Table::services}, {"prices", Table::prices}
    };
    const CLI::IsMember names{tables};
    auto* catalog = app.add_subcommand("catalog", "countries, services and prices as CSV");
    catalog->require_subcommand(1);
    auto* import = catalog->add_subcommand("import", "take in a CSV file, all of it or nothing");
    add_common(*import, line);
    import->add_option("table", line.table)->required()->check(names);
    import->add_option("file", line.file, "- for standard input")->required();
    import->callback([&line] {
        line.action = [&line] {
            return import_table(line.common, tables.at(line.table), line.file);
        };
    });
    auto* output = catalog->add_subcommand("export", "write CSV to standard output");
    add_common(*output, line);
    output->add_option("table", line.table)->required()->check(names);
    output->callback([&line] {
        line.action = [&line] { return export_table(line.common, tables.at(line.table)); };
    });

    auto* supplier = app.add_subcommand("supplier", "where numbers and messages come from");
    supplier->require_subcommand(1);
    auto* add = supplier->add_subcommand("add", "add a supplier");
    add_common(*add, line);
    add->add_option("--slug", line.supplier.slug)->required();
    add->add_option("--adapter", line.supplier.adapter, "demo, http or twilio");
    add->add_option("--name", line.supplier.name);
    add->add_option("--secret", line.supplier.secret_ref, "name of its file in the secrets folder");
    add->add_option(
        "--operator", line.supplier.operator_email, "email of the operator who is paid"
    );
    add->add_option(
           "--share", line.supplier.operator_share_bp, "the operator's share in basis points"
    )
        ->check(CLI::Range(0, 10'000));
    add->add_option("--cost", line.supplier.cost_per_code, "what the supplier charges for a code");
    add->callback([&line] {
        line.action = [&line] { return add_supplier(line.common, line.supplier); };
    });

    auto* numbers = app.add_subcommand("numbers", "the inventory");
    numbers->require_subcommand(1);
    auto* take_in =
        numbers->add_subcommand("import", "take in a CSV of e164,country,services,attestation");
    add_common(*take_in, line);
    take_in->add_option("--supplier", line.supplier.slug)->required();
    take_in->add_option("--by", line.by, "email of who attests the owners' consent")->required();
    take_in->add_option("file", line.file, "- for standard input")->required();
    take_in->callback([&line] {
        line.action = [&line] {
            return import_numbers(line.common, line.supplier.slug, line.by, line.file);
        };
    });
}

}  // namespace

int run_command_line(int argc, char** argv) {
    CLI::App app{"Otpost: lease a number, see the code, pay only for a code", "otpost"};
    app.require_subcommand(1);
    Line line;
    add_server_commands(app, line);
    add_account_commands(app, line);
    add_stock_commands(app, line);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app.exit(error);
    }
    return line.action();
}

}  // namespace otpost::app
