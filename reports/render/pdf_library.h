/* pdf_library: libharu, loaded when the first PDF is drawn (base/library.h). Behind this header its
 * functions are called by their own names.
 */
#ifndef REPORTS_RENDER_PDF_LIBRARY_H
#define REPORTS_RENDER_PDF_LIBRARY_H

#include <hpdf.h>
#include <hpdf_doc.h>
#include <hpdf_objects.h>
#include <hpdf_pages.h>

#include "engine/base/error.h"

#define PDF_FUNCTIONS(FUNCTION)                                                                    \
    FUNCTION(HPDF_AddPage)                                                                         \
    FUNCTION(HPDF_AddPageLabel)                                                                    \
    FUNCTION(HPDF_Array_Add)                                                                       \
    FUNCTION(HPDF_Array_AddNumber)                                                                 \
    FUNCTION(HPDF_Array_AddReal)                                                                   \
    FUNCTION(HPDF_Array_GetItem)                                                                   \
    FUNCTION(HPDF_Array_New)                                                                       \
    FUNCTION(HPDF_Binary_New)                                                                      \
    FUNCTION(HPDF_CreateOutline)                                                                   \
    FUNCTION(HPDF_Destination_SetXYZ)                                                              \
    FUNCTION(HPDF_DictStream_New)                                                                  \
    FUNCTION(HPDF_Dict_Add)                                                                        \
    FUNCTION(HPDF_Dict_AddBoolean)                                                                 \
    FUNCTION(HPDF_Dict_AddName)                                                                    \
    FUNCTION(HPDF_Dict_AddNumber)                                                                  \
    FUNCTION(HPDF_Dict_GetItem)                                                                    \
    FUNCTION(HPDF_Dict_New)                                                                        \
    FUNCTION(HPDF_Free)                                                                            \
    FUNCTION(HPDF_GetEncoder)                                                                      \
    FUNCTION(HPDF_GetStreamSize)                                                                   \
    FUNCTION(HPDF_LinkAnnot_SetBorderStyle)                                                        \
    FUNCTION(HPDF_NewEx)                                                                           \
    FUNCTION(HPDF_Outline_SetDestination)                                                          \
    FUNCTION(HPDF_Outline_SetOpened)                                                               \
    FUNCTION(HPDF_Page_CreateDestination)                                                          \
    FUNCTION(HPDF_Page_CreateLinkAnnot)                                                            \
    FUNCTION(HPDF_Page_CreateURILinkAnnot)                                                         \
    FUNCTION(HPDF_Page_GetInheritableItem)                                                         \
    FUNCTION(HPDF_Page_SetHeight)                                                                  \
    FUNCTION(HPDF_Page_SetWidth)                                                                   \
    FUNCTION(HPDF_ReadFromStream)                                                                  \
    FUNCTION(HPDF_Real_SetValue)                                                                   \
    FUNCTION(HPDF_ResetStream)                                                                     \
    FUNCTION(HPDF_SaveToStream)                                                                    \
    FUNCTION(HPDF_SetCompressionMode)                                                              \
    FUNCTION(HPDF_SetCurrentEncoder)                                                               \
    FUNCTION(HPDF_SetInfoAttr)                                                                     \
    FUNCTION(HPDF_SetPageMode)                                                                     \
    FUNCTION(HPDF_Stream_Write)                                                                    \
    FUNCTION(HPDF_Stream_WriteStr)                                                                 \
    FUNCTION(HPDF_String_New)                                                                      \
    FUNCTION(HPDF_UseUTFEncodings)                                                                 \
    FUNCTION(HPDF_Xref_Add)

struct pdf_library {
#define FUNCTION(name) __typeof__(&name) name;
    PDF_FUNCTIONS(FUNCTION)
#undef FUNCTION
};

extern struct pdf_library pdf_library;

/* Before the first call of any of them. From any thread. */
bool pdf_library_load(struct error *error);

#ifndef PDF_LIBRARY_OWN_NAMES
#define HPDF_AddPage pdf_library.HPDF_AddPage
#define HPDF_AddPageLabel pdf_library.HPDF_AddPageLabel
#define HPDF_Array_Add pdf_library.HPDF_Array_Add
#define HPDF_Array_AddNumber pdf_library.HPDF_Array_AddNumber
#define HPDF_Array_AddReal pdf_library.HPDF_Array_AddReal
#define HPDF_Array_GetItem pdf_library.HPDF_Array_GetItem
#define HPDF_Array_New pdf_library.HPDF_Array_New
#define HPDF_Binary_New pdf_library.HPDF_Binary_New
#define HPDF_CreateOutline pdf_library.HPDF_CreateOutline
#define HPDF_Destination_SetXYZ pdf_library.HPDF_Destination_SetXYZ
#define HPDF_DictStream_New pdf_library.HPDF_DictStream_New
#define HPDF_Dict_Add pdf_library.HPDF_Dict_Add
#define HPDF_Dict_AddBoolean pdf_library.HPDF_Dict_AddBoolean
#define HPDF_Dict_AddName pdf_library.HPDF_Dict_AddName
#define HPDF_Dict_AddNumber pdf_library.HPDF_Dict_AddNumber
#define HPDF_Dict_GetItem pdf_library.HPDF_Dict_GetItem
#define HPDF_Dict_New pdf_library.HPDF_Dict_New
#define HPDF_Free pdf_library.HPDF_Free
#define HPDF_GetEncoder pdf_library.HPDF_GetEncoder
#define HPDF_GetStreamSize pdf_library.HPDF_GetStreamSize
#define HPDF_LinkAnnot_SetBorderStyle pdf_library.HPDF_LinkAnnot_SetBorderStyle
#define HPDF_NewEx pdf_library.HPDF_NewEx
#define HPDF_Outline_SetDestination pdf_library.HPDF_Outline_SetDestination
#define HPDF_Outline_SetOpened pdf_library.HPDF_Outline_SetOpened
#define HPDF_Page_CreateDestination pdf_library.HPDF_Page_CreateDestination
#define HPDF_Page_CreateLinkAnnot pdf_library.HPDF_Page_CreateLinkAnnot
#define HPDF_Page_CreateURILinkAnnot pdf_library.HPDF_Page_CreateURILinkAnnot
#define HPDF_Page_GetInheritableItem pdf_library.HPDF_Page_GetInheritableItem
#define HPDF_Page_SetHeight pdf_library.HPDF_Page_SetHeight
#define HPDF_Page_SetWidth pdf_library.HPDF_Page_SetWidth
#define HPDF_ReadFromStream pdf_library.HPDF_ReadFromStream
#define HPDF_Real_SetValue pdf_library.HPDF_Real_SetValue
#define HPDF_ResetStream pdf_library.HPDF_ResetStream
#define HPDF_SaveToStream pdf_library.HPDF_SaveToStream
#define HPDF_SetCompressionMode pdf_library.HPDF_SetCompressionMode
#define HPDF_SetCurrentEncoder pdf_library.HPDF_SetCurrentEncoder
#define HPDF_SetInfoAttr pdf_library.HPDF_SetInfoAttr
#define HPDF_SetPageMode pdf_library.HPDF_SetPageMode
#define HPDF_Stream_Write pdf_library.HPDF_Stream_Write
#define HPDF_Stream_WriteStr pdf_library.HPDF_Stream_WriteStr
#define HPDF_String_New pdf_library.HPDF_String_New
#define HPDF_UseUTFEncodings pdf_library.HPDF_UseUTFEncodings
#define HPDF_Xref_Add pdf_library.HPDF_Xref_Add
#endif

#endif
