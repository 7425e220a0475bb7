// SPDX-License-Identifier: Apache-2.0
#include "app/command_line.hpp"

#include "app/commands/audit_commands.hpp"
#include "app/commands/commands.hpp"
#include "suppliers/registry.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <functional>
#include <map>

namespace otpost::app {

namespace {

constexpr int wrong_call = 2;

struct Line {
    CommonOptions common;
    ServeOptions serve;
    bool demo = false;
    AccountOptions account;
    SupplierOptions supplier;
    AuditOptions audit;
    std::string table;
    std::string file;
    std::string by;
    std::function<int()> action;  ///< of the chosen command
};

const std::map<std::string, Table>& tables() {
    static const std::map<std::string, Table> all{
        {"countries", Table::countries}, {"services", Table::services}, {"prices", Table::prices}
    };
    return all;
}

void add_common(CLI::App& command, Line& line) {
    command.add_option("--config", line.common.config_file, "configuration file (TOML)")
        ->type_name("FILE")
        ->group("Which house");
    command
        .add_option(
            "--data",
            line.common.data,
            "folder of the store, the keys and the secrets; otpost-data if not given"
        )
        ->type_name("FOLDER")
        ->group("Which house");
    command
        .add_option(
            "--store",
            line.common.store,
            "sqlite:PATH or postgresql://USER@HOST/DATABASE; otpost.db in the data folder if not "
            "given"
        )
        ->type_name("URL")
        ->group("Which house");
}

/// A command on a house; `action` runs after the whole line was understood.
CLI::App& add_command(
    CLI::App& parent, Line& line, const char* name, const char* what, std::function<int()> action
) {
    auto& command = *parent.add_subcommand(name, what);
    add_common(command, line);
    command.callback([&line, action = std::move(action)] { line.action = action; });
    return command;
}

CLI::App& add_group(CLI::App& app, const char* name, const char* what) {
    auto& group = *app.add_subcommand(name, what);
    group.require_subcommand(1);
    return group;
}

void add_serve(CLI::App& app, Line& line) {
    auto& serve_command = add_command(
        app,
        line,
        "serve",
        "Run the server until SIGTERM or Ctrl-C; what is in flight is finished first.",
        [&line] {
            return serve(line.common, line.serve, line.demo ? Mode::demo : Mode::production);
        }
    );
    serve_command
        .add_option(
            "--listen",
            line.serve.listen,
            "where to listen; 127.0.0.1:8080 if not given, port 0 takes any free one"
        )
        ->type_name("ADDRESS:PORT");
    serve_command
        .add_option(
            "--mail-dir",
            line.serve.mail_folder,
            "write each email into this folder as a file .eml instead of sending it; with --demo "
            "it is `mail` in the data folder if not given"
        )
        ->type_name("FOLDER");
    serve_command.add_flag(
        "--demo",
        line.demo,
        "Try it out: accounts with a filled wallet, numbers and a supplier that answers by itself. "
        "The data folder is otpost-demo then"
    );
}

void add_store_commands(CLI::App& app, Line& line) {
    add_command(
        app,
        line,
        "migrate",
        "Bring the store's schema up to date. `serve` does it by itself.",
        [&line] { return migrate_store(line.common); }
    );
    add_command(
        app,
        line,
        "check-config",
        "Read the configuration as `serve` would and say what is wrong with it.",
        [&line] { return check_configuration(line.common); }
    );
    app.add_subcommand("openapi", "Print the OpenAPI document of the HTTP interface.")
        ->callback([&line] { line.action = print_openapi; });
    app.add_subcommand(
           "extract",
           "Find the codes in messages: reads lines {\"sender\":…,\"text\":…}, writes lines "
           "{\"code\":…,\"service\":…}."
    )
        ->callback([&line] { line.action = extract_codes; });
    auto& ledger = add_group(app, "ledger", "The double-entry ledger.");
    add_command(
        ledger,
        line,
        "verify",
        "Recompute the whole ledger, also beside a running server. Exit status 0: all agrees, 1: "
        "the first difference is named.",
        [&line] { return verify_ledger(line.common); }
    );
}

void add_checkpoints(CLI::App& command, Line& line) {
    command
        .add_option(
            "--checkpoints",
            line.audit.checkpoints,
            "file of checkpoints; the configured one if not given"
        )
        ->type_name("FILE");
}

void add_public_key(CLI::App& command, Line& line) {
    command
        .add_option(
            "--public-key",
            line.audit.public_key,
            "as `audit public-key` prints it; that of the data folder if not given"
        )
        ->type_name("HEX");
}

void add_audit_proofs(CLI::App& audit, Line& line) {
    auto& prove = add_command(
        audit,
        line,
        "prove",
        "Print a short proof that an entry is in the log, for who has the public key alone.",
        [&line] { return prove_audit(line.common, line.audit); }
    );
    prove.add_option("seq", line.audit.seq, "its place, as `audit list` shows it")
        ->required()
        ->type_name("");
    add_checkpoints(prove, line);
    add_public_key(prove, line);
    auto& check = add_command(
        audit,
        line,
        "verify-proof",
        "Check such a proof; needs no store. Exit status 0: it holds, 1: it does not.",
        [&line] { return verify_audit_proof(line.common, line.audit); }
    );
    check.add_option("file", line.audit.proof, "- for standard input")->required()->type_name("");
    add_public_key(check, line);
}

void add_audit_commands(CLI::App& app, Line& line) {
    auto& audit = add_group(app, "audit", "The audit log: who did what, and what was refused.");
    auto& verify = add_command(
        audit,
        line,
        "verify",
        "Recompute the log and compare it with its signed checkpoints, also beside a running "
        "server. "
        "Exit status 0: all agrees, 1: the first difference is named.",
        [&line] { return verify_audit(line.common, line.audit); }
    );
    add_checkpoints(verify, line);
    add_public_key(verify, line);
    add_command(
        audit,
        line,
        "public-key",
        "Print the key with which anyone can verify checkpoints and proofs.",
        [&line] { return print_audit_key(line.common); }
    );
    add_audit_proofs(audit, line);
    auto& list = add_command(audit, line, "list", "Print the log, newest first.", [&line] {
        return list_audit(line.common, line.audit);
    });
    list.add_option("--limit", line.audit.limit, "how many entries; 50 if not given")
        ->type_name("COUNT")
        ->check(CLI::Range(1, 1'000'000));
}

/// One that is done to an account, with a reason.
void add_act_command(
    CLI::App& account, Line& line, const char* name, const char* what, std::function<int()> action
) {
    auto& command = add_command(account, line, name, what, std::move(action));
    command.add_option("--email", line.account.email)->required()->type_name("EMAIL");
    command.add_option("--reason", line.account.reason, "for the audit log")->type_name("TEXT");
}

void add_account_commands(CLI::App& app, Line& line) {
    auto& account = add_group(app, "account", "Accounts of people.");
    const CLI::IsMember roles{{"user", "operator", "admin"}};
    auto& create = add_command(
        account,
        line,
        "create",
        "Make an account. The password is read from standard input.",
        [&line] { return create_account(line.common, line.account); }
    );
    create.add_option("--email", line.account.email)->required()->type_name("EMAIL");
    create.add_option("--username", line.account.username)->required()->type_name("NAME");
    create.add_option("--birth-date", line.account.birth_date, "such as 1990-12-31")
        ->required()
        ->type_name("DATE");
    create.add_option("--role", line.account.role, "user if not given")
        ->type_name("ROLE")
        ->check(roles);
    auto& role = add_command(account, line, "role", "Change the role of an account.", [&line] {
        return set_account_role(line.common, line.account);
    });
    role.add_option("--email", line.account.email)->required()->type_name("EMAIL");
    role.add_option("--role", line.account.role)->required()->type_name("ROLE")->check(roles);
    add_act_command(
        account,
        line,
        "suspend",
        "Shut an account out at once, on all its devices.",
        [&line] { return suspend_account(line.common, line.account); }
    );
    add_act_command(account, line, "restore", "Let a suspended account in again.", [&line] {
        return restore_account(line.common, line.account);
    });
    auto& factor = add_group(account, "second-factor", "Two-factor sign-in of an account.");
    add_act_command(
        factor,
        line,
        "off",
        "For an owner who lost the app and the recovery codes: make sure that it is them. The "
        "password alone signs in then, until another app is set up; all devices are signed out.",
        [&line] { return turn_off_second_factor(line.common, line.account); }
    );
}

void add_catalog_commands(CLI::App& app, Line& line) {
    const CLI::IsMember names{tables()};
    auto& catalog = add_group(app, "catalog", "Countries, services and prices as CSV.");
    auto& import = add_command(
        catalog,
        line,
        "import",
        "Take in a table as `catalog export` writes it: all of its lines, or none.",
        [&line] { return import_table(line.common, tables().at(line.table), line.file); }
    );
    import.add_option("table", line.table)->required()->type_name("")->check(names);
    import.add_option("file", line.file, "CSV; - for standard input")->required()->type_name("");
    auto& output =
        add_command(catalog, line, "export", "Write a table to standard output.", [&line] {
            return export_table(line.common, tables().at(line.table));
        });
    output.add_option("table", line.table)->required()->type_name("")->check(names);
}

void add_supplier_options(CLI::App& add, Line& line) {
    const auto adapters = suppliers::adapter_names();
    add.add_option("--slug", line.supplier.slug, "its short name, as in its webhook's address")
        ->required()
        ->type_name("NAME");
    add.add_option("--adapter", line.supplier.adapter, "how it talks to us; http if not given")
        ->type_name("KIND")
        ->check(CLI::IsMember(std::vector<std::string>(adapters.begin(), adapters.end())));
    add.add_option("--name", line.supplier.name, "for people")->type_name("TEXT");
    add.add_option(
           "--secret", line.supplier.secret_ref, "file in the secrets folder; the slug if not given"
    )
        ->type_name("NAME");
    add.add_option("--operator", line.supplier.operator_email, "who is paid for codes")
        ->type_name("EMAIL");
    add.add_option(
           "--share", line.supplier.operator_share_bp, "of the price, in hundredths of a percent"
    )
        ->type_name("0…10000")
        ->check(CLI::Range(0, 10'000));
    add.add_option(
           "--cost", line.supplier.cost_per_code, "what the supplier charges for a code, as 0.02"
    )
        ->type_name("AMOUNT");
}

void add_stock_commands(CLI::App& app, Line& line) {
    auto& supplier = add_group(app, "supplier", "Where numbers and messages come from.");
    add_supplier_options(
        add_command(
            supplier,
            line,
            "add",
            "Add a supplier. An `http` one gets a secret to sign its messages with.",
            [&line] { return add_supplier(line.common, line.supplier); }
        ),
        line
    );
    auto& numbers = add_group(app, "numbers", "The numbers that can be leased.");
    auto& take_in = add_command(
        numbers,
        line,
        "import",
        "Take in numbers from CSV with the columns e164,country,services,attestation: all of its "
        "lines, or none.",
        [&line] { return import_numbers(line.common, line.supplier.slug, line.by, line.file); }
    );
    take_in.add_option("--supplier", line.supplier.slug, "slug of their supplier")
        ->required()
        ->type_name("NAME");
    take_in.add_option("--by", line.by, "account that attests the consent of the numbers' owners")
        ->required()
        ->type_name("EMAIL");
    take_in.add_option("file", line.file, "CSV; - for standard input")->required()->type_name("");
}

/// The command that the line got to before it went wrong.
const CLI::App& last_understood(const CLI::App& app) {
    const auto chosen = app.get_subcommands();
    return chosen.empty() ? app : last_understood(*chosen.front());
}

/// As it is called: `otpost catalog import`.
std::string words_of(const CLI::App& app) {
    const auto* parent = app.get_parent();
    return parent == nullptr ? app.get_name() : words_of(*parent) + " " + app.get_name();
}

std::string commands_of(const CLI::App& app) {
    std::vector<std::string> names;
    for (const auto* command : app.get_subcommands([](const CLI::App*) { return true; }))
        names.push_back(command->get_name());
    return fmt::format("{}", fmt::join(names, ", "));
}

std::string explain(const CLI::App* app, const CLI::Error& error) {
    const auto& command = last_understood(*app);
    std::string reason = error.what();
    if (command.get_require_subcommand_min() > 0) {
        const auto rest = command.remaining();
        reason = rest.empty() ? "which command?" : fmt::format("there is no command {}.", rest[0]);
        reason += fmt::format(" There are {}", commands_of(command));
    }
    return fmt::format("otpost: {}\nSee `{} --help`.\n", reason, words_of(command));
}

}  // namespace

int run_command_line(int argc, char** argv, const std::vector<AddCommand>& more) {
    CLI::App app{
        "Otpost: lease a number, see the code, pay only for a code.\n"
        "Begin with `otpost serve --demo` and open the address it prints.",
        "otpost"
    };
    app.require_subcommand(1);
    app.set_version_flag("--version", "otpost " OTPOST_VERSION, "Print the version and exit");
    app.failure_message(explain);
    Line line;
    add_serve(app, line);
    add_store_commands(app, line);
    add_audit_commands(app, line);
    add_account_commands(app, line);
    add_catalog_commands(app, line);
    add_stock_commands(app, line);
    for (const AddCommand& add : more) add(app, line.action);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? 0 : wrong_call;
    }
    return line.action();
}

}  // namespace otpost::app
