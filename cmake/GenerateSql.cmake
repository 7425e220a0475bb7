# Turns `-- name: open_lease` blocks of a .sql file into constexpr db::Statement values.
# Usage: cmake -DINPUT=leases.sql -DOUTPUT=leases_sql.hpp -DMODULE=leases -P GenerateSql.cmake
file(STRINGS ${INPUT} lines)
set(body "")
set(name "")
set(text "")
macro(finish_statement)
    if(name)
        string(STRIP "${text}" text)
        string(APPEND body
            "inline constexpr db::Statement ${name}{\n    \"${MODULE}.${name}\",\n    R\"sql(${text})sql\"\n};\n\n")
    endif()
    set(text "")
endmacro()
file(READ ${INPUT} content)
string(REPLACE ";" "" content "${content}")
string(REPLACE "[" "\\[" content "${content}")
string(REPLACE "\n" ";" lines "${content}")
foreach(line IN LISTS lines)
    if(line MATCHES "^-- name: ([a-z0-9_]+)")
        set(next ${CMAKE_MATCH_1})
        finish_statement()
        set(name ${next})
    elseif(NOT line MATCHES "^ *--")
        string(APPEND text "${line}\n")
    endif()
endforeach()
finish_statement()
file(WRITE ${OUTPUT}.tmp
"// Generated from ${MODULE}.sql; do not edit.
#pragma once

#include \"db/database.hpp\"

namespace otpost::sql::${MODULE} {

${body}}  // namespace otpost::sql::${MODULE}
")
file(COPY_FILE ${OUTPUT}.tmp ${OUTPUT} ONLY_IF_DIFFERENT)
