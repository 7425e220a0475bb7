# Writes a .cpp with every NNNN_name.sql of a folder, in order, as db::embedded_migrations().
# NNNN_name.sqlite.sql and NNNN_name.postgres.sql are for that engine only.
# Usage: cmake -DINPUT=src/db/migrations -DOUTPUT=migrations.cpp -P EmbedMigrations.cmake
file(GLOB files ${INPUT}/*.sql)
list(SORT files)
set(body "")
foreach(path IN LISTS files)
    get_filename_component(file ${path} NAME)
    if(NOT file MATCHES "^([0-9][0-9][0-9][0-9])_([a-z0-9_]+)(\\.(sqlite|postgres))?\\.sql$")
        message(FATAL_ERROR "${path} is not named NNNN_name.sql or NNNN_name.<engine>.sql")
    endif()
    set(name ${CMAKE_MATCH_2})
    set(only "")
    if(CMAKE_MATCH_4)
        set(only ", Engine::${CMAKE_MATCH_4}")
    endif()
    string(REGEX REPLACE "^0+" "" version ${CMAKE_MATCH_1})
    file(READ ${path} content)
    string(APPEND body "        Migration{${version}, \"${name}\", R\"migration(${content})migration\"${only}},\n")
endforeach()
file(WRITE ${OUTPUT}.tmp
"// Generated from src/db/migrations; do not edit.
#include \"db/migrate.hpp\"

#include <vector>

namespace otpost::db {

std::span<const Migration> embedded_migrations() {
    static const std::vector<Migration> migrations{
${body}    };
    return migrations;
}

}  // namespace otpost::db
")
file(COPY_FILE ${OUTPUT}.tmp ${OUTPUT} ONLY_IF_DIFFERENT)
